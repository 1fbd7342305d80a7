// SPDX-License-Identifier: GPL-3.0-or-later
// Our script comes to a server and goes again; a stranger's script is never touched, whatever is refused and wherever the line breaks
// (S4, S5).
#include "sync/SieveUpload.h"

#include <gtest/gtest.h>

#include <QMap>

#include <limits>

namespace tributary::sync::tst_SieveUpload {
namespace {

using Kind = ScriptAnswer::Kind;
using Scripts = QMap<QByteArray, QByteArray>;

/// A server without a line. From the call `cutAt` on nothing comes any more; cutDone: that one was still done.
class ModelScripts : public ScriptServer {
  public:
    Scripts scripts;
    QByteArray active;
    bool include = true;
    bool saysSpace = true; ///< HAVESPACE is known
    int cutAt = std::numeric_limits<int>::max();
    bool cutDone = false;
    int calls = 0;
    qsizetype mostScripts = 10;
    qsizetype mostOctets = 1000;
    QByteArray noActive; ///< refuses to make it active
    QByteArray noDelete; ///< refuses to delete it
    QByteArrayList said;

    bool hasExtension(QByteArrayView name) const override { return include && name == QByteArrayView("include"); }
    Result<QList<sieve::ListedScript>> listScripts() override {
        QList<sieve::ListedScript> all;
        for (auto it = scripts.cbegin(); it != scripts.cend(); ++it)
            all.append({it.key(), it.key() == active});
        TRY_STATUS(call("list", [] { return Status(); }));
        return all;
    }
    Result<QByteArray> getScript(const QByteArray& name) override {
        TRY_STATUS(call("get " + name, [&]() -> Status { return scripts.contains(name) ? Status() : refusal(ErrorCode::NotFound); }));
        return scripts.value(name);
    }
    Status haveSpace(const QByteArray& name, qint64 octets) override {
        return call("space " + name, [&]() -> Status {
            if (!saysSpace)
                return refusal(ErrorCode::ServerRefused);
            return octets > mostOctets || (!scripts.contains(name) && scripts.size() >= mostScripts) ? refusal(ErrorCode::OverQuota) : Status();
        });
    }
    Result<connect::ScriptVerdict> putScript(const QByteArray& name, const QByteArray& script) override {
        connect::ScriptVerdict verdict{true, {}, {}};
        TRY_STATUS(call("put " + name, [&]() -> Status {
            if (script.size() > mostOctets || (!scripts.contains(name) && scripts.size() >= mostScripts))
                return refusal(ErrorCode::OverQuota);
            if (script.contains("kep;"))
                verdict = {false, {2, "line 2: unknown kep"}, {}};
            else
                scripts.insert(name, script);
            return {};
        }));
        return verdict;
    }
    Status setActive(const QByteArray& name) override {
        return call("active " + name, [&]() -> Status {
            if (!name.isEmpty() && !scripts.contains(name))
                return refusal(ErrorCode::NotFound);
            if (name == noActive && !name.isEmpty())
                return refusal(ErrorCode::ServerRefused);
            active = name;
            return {};
        });
    }
    Status deleteScript(const QByteArray& name) override {
        return call("delete " + name, [&]() -> Status {
            if (!scripts.contains(name))
                return refusal(ErrorCode::NotFound);
            if (name == active || name == noDelete)
                return refusal(ErrorCode::ServerRefused);
            scripts.remove(name);
            return {};
        });
    }

  private:
    static Status refusal(ErrorCode code) { return failure(ErrorKind::Refused, code, {}, "NO the server's words"); }
    Status call(const QByteArray& what, const std::function<Status()>& effect) {
        said.append(what);
        const bool isCut = calls >= cutAt;
        const bool isDone = calls < cutAt || (calls == cutAt && cutDone);
        ++calls;
        const Status status = isDone ? effect() : Status();
        return isCut ? failure(ErrorKind::Network, ErrorCode::ConnectionClosed) : status;
    }
};

const QByteArray kScript = "require \"fileinto\";\r\nfileinto \"A\";\r\n";
const QByteArray kNewer = "require \"fileinto\";\r\nfileinto \"B\";\r\n";
const QByteArray kWork = "# not ours\nkeep;\n";

ModelScripts server(const Scripts& scripts = {}, const QByteArray& active = {}) {
    ModelScripts made;
    made.scripts = scripts;
    made.active = active;
    return made;
}

ScriptIntent intent(const QByteArray& script = kScript, const QByteArrayList& known = {}, std::optional<QByteArray> seen = std::nullopt) {
    QByteArrayList hashes;
    for (const QByteArray& text : known)
        hashes.append(hashOfScript(text));
    return {script, hashes, std::move(seen)};
}

ScriptAnswer bring(ModelScripts& model, const ScriptIntent& wanted) {
    const auto answer = bringScript(model, wanted);
    EXPECT_TRUE(answer) << qPrintable(answer.error().detail);
    return answer.value_or(ScriptAnswer());
}

ScriptAnswer takeAway(ModelScripts& model, const QByteArrayList& known) {
    const auto answer = takeScriptAway(model, intent({}, known).knownHashes);
    EXPECT_TRUE(answer) << qPrintable(answer.error().detail);
    return answer.value_or(ScriptAnswer());
}

/// What runs at the server: names in their order; "?" where a script is missing that is run.
QByteArray running(const ModelScripts& model) {
    if (model.active != kMainScript)
        return model.active;
    for (const char* other : {"work", "a \"b\\"}) {
        if (model.scripts.value(kMainScript) == mainScript(other))
            return (model.scripts.contains(other) ? QByteArray(other) : QByteArray("?")) + '+' + (model.scripts.contains(kOurScript) ? kOurScript : "?");
    }
    return "?";
}

void expectUntouched(const ModelScripts& model, const Scripts& before, const QByteArray& active) {
    EXPECT_EQ(model.scripts, before);
    EXPECT_EQ(model.active, active);
    for (const QByteArray& said : model.said)
        EXPECT_TRUE(said == "list" || said.startsWith("get ")) << said.constData();
}

} // namespace

TEST(SieveUpload, whereNoneIsActiveOursIs) {
    ModelScripts model = server({{"old", kWork}});
    const ScriptAnswer answer = bring(model, intent());
    EXPECT_EQ(answer.kind, Kind::Done);
    EXPECT_EQ(answer.active, kOurScript);
    EXPECT_EQ(model.active, kOurScript);
    EXPECT_EQ(model.scripts, (Scripts{{"old", kWork}, {kOurScript, kScript}}));
    EXPECT_EQ(bring(model, intent(kNewer, {kScript}, kOurScript)).kind, Kind::Done);
    EXPECT_EQ(model.scripts.value(kOurScript), kNewer);
    model.said.clear();
    EXPECT_EQ(bring(model, intent(kNewer, {kNewer}, kOurScript)).kind, Kind::Done);
    EXPECT_EQ(model.said.join(' '), "list get tributary") << "nothing is said twice";
    EXPECT_EQ(takeAway(model, {kNewer}).kind, Kind::Done);
    EXPECT_EQ(model.scripts, (Scripts{{"old", kWork}}));
    EXPECT_EQ(model.active, "");
}
TEST(SieveUpload, beside_aStrangersScriptBothRun) {
    for (const QByteArray& name : QByteArrayList{"work", "a \"b\\"}) {
        ModelScripts model = server({{name, kWork}}, name);
        const ScriptAnswer answer = bring(model, intent(kScript, {}, name));
        EXPECT_EQ(answer.kind, Kind::Done);
        EXPECT_EQ(answer.active, kMainScript);
        EXPECT_EQ(answer.other, name);
        EXPECT_EQ(running(model), name + "+tributary");
        EXPECT_EQ(model.scripts.value(name), kWork);
        EXPECT_EQ(bring(model, intent(kNewer, {kScript}, kMainScript)).other, name);
        EXPECT_EQ(running(model), name + "+tributary");
        const ScriptAnswer gone = takeAway(model, {kNewer});
        EXPECT_EQ(gone.kind, Kind::Done);
        EXPECT_EQ(gone.active, name) << "as it was";
        EXPECT_EQ(model.scripts, (Scripts{{name, kWork}}));
        EXPECT_EQ(model.active, name);
    }
}
TEST(SieveUpload, whatAStrangersScriptEndsOrAnswersIsSeenBefore) {
    const auto other = [](const Scripts& scripts, const QByteArray& active) -> QByteArray {
        ModelScripts model = server(scripts, active);
        const auto found = otherScript(model);
        EXPECT_TRUE(found);
        expectUntouched(model, scripts, active);
        const OtherScript told = found.value_or(OtherScript());
        return told.name + (told.stops ? " stops" : "") + (told.answers ? " answers" : "");
    };
    EXPECT_EQ(other({{kOurScript, "vacation \"x\"; stop;"}}, kOurScript), "") << "ours";
    EXPECT_EQ(other({{"work", "# stop;\nkeep; fileinto \"vacation stop\";"}}, "work"), "work") << "comments and strings";
    EXPECT_EQ(other({{"work", "if true { STOP; }"}}, "work"), "work stops");
    EXPECT_EQ(other({{"work", "require \"vacation\"; vacation \"away\";"}}, "work"), "work answers");
    EXPECT_EQ(other({{"work", "require \"include\"; include \"more\";"}, {"more", "include \"work\"; ereject \"no\"; stop;"}}, "work"), "work stops answers");
    EXPECT_EQ(other({{"work", "reject \"no\";"}, {kOurScript, kScript}, {kMainScript, mainScript("work")}}, kMainScript), "work answers") << "beside ours already";
}

TEST(SieveUpload, whatIsKeptInPlaceOfOursIsLookedIntoWhoseverItIs) {
    const auto any = [](const Scripts& scripts, const QByteArray& active, WhoseScript whose) -> QByteArray {
        ModelScripts model = server(scripts, active);
        const OtherScript told = otherScript(model, whose).value_or(OtherScript());
        expectUntouched(model, scripts, active);
        return told.name + (told.answers ? " answers" : "") + (told.copies ? " copies" : "") + (told.runsOurs ? " runs ours" : "");
    };
    const QByteArray edited = "require [\"vacation\", \"copy\"]; redirect :copy \"a@b.example\"; vacation \"x\";";
    const QByteArray including = "require \"include\"; include :personal \"tributary\";";
    EXPECT_EQ(any({{kOurScript, edited}}, kOurScript, WhoseScript::Any), QByteArray("tributary answers copies"));
    EXPECT_EQ(any({{kOurScript, edited}}, kOurScript, WhoseScript::OfOthers), "");
    EXPECT_EQ(any({{kOurScript, edited}, {"work", kWork}}, "work", WhoseScript::Any), "work") << "it does not run";
    EXPECT_EQ(any({{kOurScript, edited}, {"work", including}}, "work", WhoseScript::OfOthers), "work runs ours");
    EXPECT_EQ(any({{kOurScript, edited}, {"work", including}}, "work", WhoseScript::Any), "work answers copies runs ours");
    EXPECT_EQ(any({{"work", "# redirect :copy\nkeep;"}}, "work", WhoseScript::Any), "work");
}
TEST(SieveUpload, withoutIncludeAStrangersScriptStays) {
    const Scripts before{{"work", kWork}};
    ModelScripts model = server(before, "work");
    model.include = false;
    const ScriptAnswer answer = bring(model, intent());
    EXPECT_EQ(answer.kind, Kind::OtherActive);
    EXPECT_EQ(answer.other, "work");
    expectUntouched(model, before, "work");
}
TEST(SieveUpload, aNameThatCannotBeSaidIsLeftAlone) {
    const Scripts before{{"\xff", kWork}};
    ModelScripts model = server(before, "\xff");
    EXPECT_EQ(bring(model, intent()).kind, Kind::OtherActive);
    expectUntouched(model, before, "\xff");
}
TEST(SieveUpload, anotherActiveScriptThanLastSeenIsAskedAbout) {
    for (const QByteArray& seen : QByteArrayList{"", "older", kOurScript, kMainScript}) {
        const Scripts before{{"work", kWork}, {kOurScript, kScript}};
        ModelScripts model = server(before, "work");
        const ScriptAnswer answer = bring(model, intent(kNewer, {kScript}, seen));
        EXPECT_EQ(answer.kind, Kind::ActiveChanged) << seen.constData();
        EXPECT_EQ(answer.active, "work");
        expectUntouched(model, before, "work");
    }
    ModelScripts none = server({{kOurScript, kScript}});
    EXPECT_EQ(bring(none, intent(kNewer, {kScript}, kOurScript)).kind, Kind::ActiveChanged) << "somebody switched it off";
    EXPECT_EQ(none.active, "");
}
TEST(SieveUpload, whatWasEditedElsewhereIsNotOverwritten) {
    for (const QByteArray& active : QByteArrayList{kOurScript, "", "work"}) {
        const Scripts before{{kOurScript, "keep; # mine"}, {"work", kWork}};
        ModelScripts model = server(before, active);
        const ScriptAnswer answer = bring(model, intent(kNewer, {kScript}));
        EXPECT_EQ(answer.kind, Kind::EditedElsewhere);
        EXPECT_EQ(answer.name, kOurScript);
        EXPECT_EQ(answer.text, "keep; # mine");
        expectUntouched(model, before, active);
        EXPECT_EQ(takeAway(model, {kScript}).kind, Kind::EditedElsewhere);
        expectUntouched(model, before, active);
        EXPECT_EQ(bring(model, intent(kNewer, {kScript, answer.text})).kind, Kind::Done) << "once it was seen it may go";
    }
    const Scripts edited{{kOurScript, kScript}, {kMainScript, "require \"include\"; include \"work\"; stop;"}, {"work", kWork}};
    ModelScripts model = server(edited, kMainScript);
    EXPECT_EQ(bring(model, intent(kNewer, {kScript})).name, kMainScript);
    EXPECT_EQ(takeAway(model, {kScript}).name, kMainScript);
    expectUntouched(model, edited, kMainScript);
    const QByteArray seen = edited.value(kMainScript);
    ModelScripts taken = model;
    EXPECT_EQ(takeAway(taken, {kScript, seen}).kind, Kind::Done) << "once it was seen it may go";
    EXPECT_EQ(taken.scripts, (Scripts{{"work", kWork}}));
    EXPECT_EQ(bring(model, intent(kNewer, {kScript, seen})).kind, Kind::Done);
    EXPECT_EQ(model.active, kOurScript) << "ours is active, as the user has chosen";
    EXPECT_EQ(model.scripts.value("work"), kWork);
}
TEST(SieveUpload, theSameTextIsNotEdited) {
    QByteArray served = kScript;
    served.replace("\r\n", "\n");
    ModelScripts model = server({{kOurScript, served}});
    EXPECT_EQ(bring(model, intent()).kind, Kind::Done) << "other line ends, and no hash of before: cut after PUTSCRIPT";
    EXPECT_EQ(model.said.join(' '), "list get tributary active tributary");
}
TEST(SieveUpload, aStrangersScriptThatRunsOursStays) {
    const QByteArray theirs = "require \"include\";\ninclude :personal \"tributary\";\n";
    ModelScripts model = server({{"work", theirs}}, "work");
    EXPECT_EQ(bring(model, intent()).kind, Kind::Done);
    EXPECT_EQ(model.active, "work") << "it would run twice";
    EXPECT_EQ(takeAway(model, {kScript}).kind, Kind::OtherActive) << "it would miss it";
    EXPECT_EQ(model.scripts, (Scripts{{"work", theirs}, {kOurScript, kScript}}));
}
TEST(SieveUpload, S5_aFaultyScriptLeavesAllAsItWas) {
    for (const QByteArray& active : QByteArrayList{"", "work", kOurScript}) {
        Scripts before{{"work", kWork}};
        if (active == kOurScript)
            before.insert(kOurScript, kScript);
        ModelScripts model = server(before, active);
        const ScriptAnswer answer = bring(model, intent("keep;\nkep;", {kScript}));
        EXPECT_EQ(answer.kind, Kind::Faulty);
        EXPECT_EQ(answer.fault.line, 2);
        EXPECT_EQ(answer.active, active);
        EXPECT_EQ(model.scripts, before);
        EXPECT_EQ(model.active, active);
    }
}
TEST(SieveUpload, whatIsRefusedLeavesAllAsItWas) {
    const Scripts before{{"work", kWork}};
    for (const qsizetype most : {1, 2, 11, 12}) { // no place for ours; no place for what runs both; from 10 on without HAVESPACE
        ModelScripts full = server(before, "work");
        full.mostScripts = most % 10;
        full.saysSpace = most < 10;
        const ScriptAnswer answer = bring(full, intent());
        EXPECT_EQ(answer.kind, Kind::Refused);
        ASSERT_TRUE(answer.refusal);
        EXPECT_EQ(answer.refusal->code, ErrorCode::OverQuota);
        EXPECT_EQ(answer.refusal->serverText, "NO the server's words");
        EXPECT_FALSE(answer.runsOurs) << "nor did it before";
        EXPECT_EQ(full.scripts, before);
        EXPECT_EQ(full.active, "work");
    }
    ModelScripts large = server({{kOurScript, kScript}}, kOurScript);
    large.mostOctets = 5;
    const ScriptAnswer tooLarge = bring(large, intent(kNewer, {kScript}));
    EXPECT_EQ(tooLarge.kind, Kind::Refused);
    EXPECT_TRUE(tooLarge.runsOurs) << "the one before";
    EXPECT_FALSE(large.said.contains("put tributary")) << "what has no place is not said";
    EXPECT_EQ(large.scripts.value(kOurScript), kScript);
    ModelScripts stubborn = server(before, "work");
    stubborn.noActive = kMainScript;
    EXPECT_EQ(bring(stubborn, intent()).kind, Kind::Refused);
    EXPECT_EQ(stubborn.scripts, before);
    EXPECT_EQ(stubborn.active, "work");
}

TEST(SieveUpload, whatCannotBeDeletedIsNotActiveAnyMore) {
    ModelScripts model = server({{kOurScript, kScript}}, kOurScript);
    model.noDelete = kOurScript;
    const ScriptAnswer answer = takeAway(model, {kScript});
    EXPECT_EQ(answer.kind, Kind::Refused);
    EXPECT_FALSE(answer.runsOurs);
    EXPECT_EQ(model.active, "");
}

TEST(SieveUpload, theOtherScriptMayBeGone) {
    ModelScripts model = server({{kOurScript, kScript}, {kMainScript, mainScript("work")}}, kMainScript);
    EXPECT_EQ(takeAway(model, {kScript}).kind, Kind::Done);
    EXPECT_EQ(model.active, "");
    EXPECT_TRUE(model.scripts.isEmpty());
}
TEST(SieveUpload, takingAwayWhatIsNotThereIsDone) {
    ModelScripts model = server({{"work", kWork}}, "work");
    EXPECT_EQ(takeAway(model, {}).kind, Kind::Done);
    expectUntouched(model, {{"work", kWork}}, "work");
}

namespace {

/// Cuts a call everywhere, before and behind each command; between: what must hold then; again: the call once more, without a cut.
void expectCutsAreSafe(const ModelScripts& begin, const std::function<Status(ModelScripts&)>& task, const QByteArrayList& mayRun, const Scripts& end, const QByteArray& active) {
    ModelScripts whole = begin;
    EXPECT_TRUE(task(whole));
    EXPECT_EQ(whole.scripts, end);
    EXPECT_EQ(whole.active, active);
    for (int cut = 0; cut < whole.calls; ++cut) {
        for (const bool isDone : {false, true}) {
            ModelScripts model = begin;
            model.cutAt = cut;
            model.cutDone = isDone;
            const Status status = task(model);
            EXPECT_FALSE(status) << cut;
            EXPECT_TRUE(mayRun.contains(running(model))) << cut << ' ' << isDone << ' ' << running(model).constData();
            for (auto it = begin.scripts.cbegin(); it != begin.scripts.cend(); ++it) {
                if (it.key() != kOurScript && it.key() != kMainScript) {
                    EXPECT_EQ(model.scripts.value(it.key()), it.value()) << cut;
                }
            }
            model.cutAt = std::numeric_limits<int>::max();
            EXPECT_TRUE(task(model)) << cut;
            EXPECT_EQ(model.scripts, end) << cut << ' ' << isDone;
            EXPECT_EQ(model.active, active) << cut << ' ' << isDone;
        }
    }
}

std::function<Status(ModelScripts&)> bringing(const ScriptIntent& wanted) {
    return [wanted](ModelScripts& model) -> Status {
        TRY(const ScriptAnswer answer, bringScript(model, wanted));
        EXPECT_EQ(answer.kind, Kind::Done);
        return {};
    };
}

std::function<Status(ModelScripts&)> takingAway(const QByteArrayList& known) {
    return [known](ModelScripts& model) -> Status {
        TRY(const ScriptAnswer answer, takeScriptAway(model, intent({}, known).knownHashes));
        EXPECT_EQ(answer.kind, Kind::Done);
        return {};
    };
}

} // namespace

TEST(SieveUpload, everyCutIsSafe) {
    const QByteArray both = "work+tributary";
    expectCutsAreSafe(server(), bringing(intent(kScript, {}, "")), {"", kOurScript}, {{kOurScript, kScript}}, kOurScript);
    expectCutsAreSafe(server({{kOurScript, kScript}}, kOurScript), bringing(intent(kNewer, {kScript}, kOurScript)), {kOurScript}, {{kOurScript, kNewer}}, kOurScript);
    expectCutsAreSafe(server({{"work", kWork}}, "work"), bringing(intent(kScript, {}, "work")), {"work", both},
                      {{"work", kWork}, {kOurScript, kScript}, {kMainScript, mainScript("work")}}, kMainScript);
    // Behind a cut a later text may be wanted: what was put then is known.
    expectCutsAreSafe(server({{"work", kWork}, {kOurScript, kScript}, {kMainScript, mainScript("gone")}}, "work"), bringing(intent(kNewer, {kScript}, "work")), {"work", both},
                      {{"work", kWork}, {kOurScript, kNewer}, {kMainScript, mainScript("work")}}, kMainScript);
    expectCutsAreSafe(server({{"work", kWork}, {kOurScript, kScript}, {kMainScript, mainScript("work")}}, kMainScript), takingAway({kScript}), {both, "work"}, {{"work", kWork}}, "work");
    expectCutsAreSafe(server({{kOurScript, kScript}}, kOurScript), takingAway({kScript}), {kOurScript, ""}, {}, "");
}

} // namespace tributary::sync::tst_SieveUpload
