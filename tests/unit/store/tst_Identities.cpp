// SPDX-License-Identifier: GPL-3.0-or-later
// Addresses that an account sends as, each with its signature and its proof (S3, S20).
#include "SendingFixture.h"

namespace tributary::store::tst_Identities {
namespace {

using namespace Qt::Literals::StringLiterals;
using model::Identity;
using model::Proof;

class IdentitiesTest : public StoreTest {
  protected:
    void TearDown() override { expectIntegrity(); }
    QList<Identity> all(std::optional<AccountId> account = std::nullopt) { return must(m_reader->identities(account)); }
    Identity byId(IdentityId id) {
        for (const Identity& one : all()) {
            if (one.id == id)
                return one;
        }
        return {};
    }
    Identity second() const {
        Identity identity;
        identity.account = m_account;
        identity.address = u"ann@club.example"_s;
        identity.displayName = u"Ann, club"_s;
        identity.replyTo = u"board@club.example"_s;
        identity.signatureHtml = u"<p>Ann<br>会長</p>"_s;
        identity.signatureText = u"Ann\n会長"_s;
        identity.signatureAboveQuote = true;
        return identity;
    }
    IdentityId add(const Identity& identity) { return must(m_store->addIdentity(identity)); }
    int defaults() {
        int count = 0;
        for (const Identity& one : all(m_account))
            count += one.isDefault ? 1 : 0;
        return count;
    }
};

TEST_F(IdentitiesTest, anAccountBeginsWithOneOfItsOwnAddress_S3) {
    const auto identities = all(m_account);
    ASSERT_EQ(identities.size(), 1);
    EXPECT_EQ(identities[0].address, u"ann@mail.example"_s);
    EXPECT_TRUE(identities[0].isDefault);
    EXPECT_EQ(identities[0].addressProof, Proof::Own);
}

TEST_F(IdentitiesTest, anotherDefaultFromIsUnprovenAndARepliesAddressOfAnAccountIsOwn_S20) {
    model::Account other = sampleAccount(u"bob@other.example"_s);
    other.from = u"sales@shop.example"_s;
    other.displayName = u"Bob's shop"_s;
    other.replyTo = u"ANN@mail.example"_s;
    const AccountId id = must(m_store->addAccount(other));
    const auto identities = all(id);
    ASSERT_EQ(identities.size(), 1);
    EXPECT_EQ(identities[0].address, u"sales@shop.example"_s);
    EXPECT_EQ(identities[0].displayName, u"Bob's shop"_s);
    EXPECT_EQ(identities[0].addressProof, Proof::Unproven);
    EXPECT_EQ(identities[0].replyToProof, Proof::Own);
    EXPECT_EQ(all().size(), 2) << "of all accounts, in their order";
    EXPECT_EQ(all().first().account, m_account);
    must(m_store->removeAccount(m_account));
    EXPECT_EQ(all(id)[0].replyToProof, Proof::Unproven) << "nobody signs in there any more";
    EXPECT_EQ(all().size(), 1);
}

TEST_F(IdentitiesTest, everyFieldIsKeptOverARestart) {
    Identity identity = second();
    identity.id = add(identity);
    openStore();
    identity.position = 1;
    EXPECT_EQ(byId(identity.id), identity);
    EXPECT_EQ(all(m_account).last().id, identity.id);
}

TEST_F(IdentitiesTest, whatIsGivenAsProvenIsNot_S20) {
    Identity identity = second();
    identity.addressProof = Proof::Verified;
    identity.replyToProof = Proof::Own;
    const Identity stored = byId(add(identity));
    EXPECT_EQ(stored.addressProof, Proof::Unproven);
    EXPECT_EQ(stored.replyToProof, Proof::Unproven);
}

TEST_F(IdentitiesTest, exactlyOneIsTheDefault) {
    Identity identity = second();
    identity.isDefault = true;
    const IdentityId id = add(identity);
    EXPECT_EQ(defaults(), 1);
    EXPECT_TRUE(byId(id).isDefault);
    const IdentityId first = all(m_account).first().id;
    must(m_store->setDefaultIdentity(first));
    EXPECT_EQ(defaults(), 1);
    EXPECT_TRUE(byId(first).isDefault);
    Identity edited = byId(first);
    edited.isDefault = false;
    must(m_store->updateIdentity(edited));
    EXPECT_TRUE(byId(first).isDefault) << "it can only be given to another";
    edited = byId(id);
    edited.isDefault = true;
    must(m_store->updateIdentity(edited));
    EXPECT_TRUE(byId(id).isDefault);
    EXPECT_EQ(defaults(), 1);
}

TEST_F(IdentitiesTest, theLastOneCannotGoAndTheDefaultMoves) {
    const IdentityId first = all(m_account).first().id;
    EXPECT_EQ(codeOf(m_store->removeIdentity(first)), ErrorCode::BadValue);
    const IdentityId id = add(second());
    must(m_store->removeIdentity(first));
    EXPECT_EQ(defaults(), 1);
    EXPECT_TRUE(byId(id).isDefault);
    EXPECT_EQ(codeOf(m_store->removeIdentity(id)), ErrorCode::BadValue);
    EXPECT_EQ(codeOf(m_store->removeIdentity(first)), ErrorCode::NotFound);
    EXPECT_EQ(codeOf(m_store->setDefaultIdentity(first)), ErrorCode::NotFound);
}

TEST_F(IdentitiesTest, aProofIsOfTheAddressThatWasProven_S20) {
    const IdentityId id = add(second());
    must(m_store->setProof(id, IdentityAddress::Address, u"Ann@Club.example"_s, Proof::Verified));
    must(m_store->setProof(id, IdentityAddress::ReplyTo, u"board@club.example"_s, Proof::Verified));
    Identity identity = byId(id);
    EXPECT_EQ(identity.addressProof, Proof::Verified);
    EXPECT_EQ(identity.replyToProof, Proof::Verified);
    identity.displayName = u"Another"_s;
    identity.address = u"ANN@club.example"_s;
    must(m_store->updateIdentity(identity));
    EXPECT_EQ(byId(id).addressProof, Proof::Verified) << "only its case has changed";
    identity.address = u"boss@club.example"_s;
    must(m_store->updateIdentity(identity));
    EXPECT_EQ(byId(id).addressProof, Proof::Unproven);
    EXPECT_EQ(byId(id).replyToProof, Proof::Verified);
    EXPECT_EQ(codeOf(m_store->setProof(id, IdentityAddress::Address, u"ann@club.example"_s, Proof::Verified)), ErrorCode::NotFound)
        << "the code came after the address was changed";
    identity.replyTo = u"ann@mail.example"_s;
    must(m_store->updateIdentity(identity));
    EXPECT_EQ(byId(id).replyToProof, Proof::Own) << "by rule";
}

TEST_F(IdentitiesTest, whatIsOwnIsSoByRuleAlone_S20) {
    const IdentityId id = add(second());
    const IdentityId own = all(m_account).first().id;
    EXPECT_EQ(codeOf(m_store->setProof(id, IdentityAddress::Address, u"ann@club.example"_s, Proof::Own)), ErrorCode::BadValue);
    EXPECT_EQ(codeOf(m_store->setProof(own, IdentityAddress::Address, u"ann@mail.example"_s, Proof::Unproven)), ErrorCode::BadValue);
    must(m_store->setProof(own, IdentityAddress::Address, u"ann@mail.example"_s, Proof::Verified));
    EXPECT_EQ(byId(own).addressProof, Proof::Own);
    EXPECT_EQ(codeOf(m_store->setProof(own, IdentityAddress::ReplyTo, QString(), Proof::Verified)), ErrorCode::NotFound);
}

TEST_F(IdentitiesTest, theDefaultFollowsWhatTheAccountChanges) {
    const IdentityId id = add(second());
    model::Account account = must(m_reader->accounts())[0];
    account.displayName = u"Ann Smith"_s;
    must(m_store->updateAccount(account));
    EXPECT_EQ(all(m_account).first().displayName, u"Ann Smith"_s);
    EXPECT_EQ(all(m_account).first().addressProof, Proof::Own);
    account.from = u"office@shop.example"_s;
    account.replyTo = u"ann@mail.example"_s;
    must(m_store->updateAccount(account));
    EXPECT_EQ(all(m_account).first().address, u"office@shop.example"_s);
    EXPECT_EQ(all(m_account).first().addressProof, Proof::Unproven);
    EXPECT_EQ(all(m_account).first().replyToProof, Proof::Own);
    EXPECT_EQ(byId(id).displayName, second().displayName) << "the others are left alone";

    Identity edited = all(m_account).first();
    edited.displayName = u"Shop"_s;
    must(m_store->updateIdentity(edited));
    account.colour = 3;
    must(m_store->updateAccount(account));
    EXPECT_EQ(all(m_account).first().displayName, u"Shop"_s) << "the account's own was not changed this time";
}

TEST_F(IdentitiesTest, anAccountSendsAsAnAddressOnce_S20) {
    const IdentityId id = add(second());
    Identity again = second();
    again.address = u"ANN@Club.example"_s;
    EXPECT_EQ(codeOf(m_store->addIdentity(again)), ErrorCode::AlreadyExists) << "in any case";
    again.address = u"ann@mail.example"_s;
    EXPECT_EQ(codeOf(m_store->addIdentity(again)), ErrorCode::AlreadyExists) << "the account's own";
    again = byId(id);
    again.address = u"ann@mail.example"_s;
    EXPECT_EQ(codeOf(m_store->updateIdentity(again)), ErrorCode::AlreadyExists) << "nor does an edit make it Own";
    EXPECT_EQ(byId(id).addressProof, Proof::Unproven);
}

TEST_F(IdentitiesTest, theAddressOfTheSignInStaysAnAccountsOwn_S20) {
    Identity own = all(m_account).first();
    own.address = u"ceo@bank.example"_s;
    EXPECT_EQ(codeOf(m_store->updateIdentity(own)), ErrorCode::BadValue);
    EXPECT_EQ(all(m_account).first().address, u"ann@mail.example"_s);
    own.address = u"Ann@Mail.example"_s;
    own.displayName = u"Ann"_s;
    must(m_store->updateIdentity(own));
    EXPECT_EQ(all(m_account).first().address, u"Ann@Mail.example"_s) << "only its case";
    EXPECT_EQ(all(m_account).first().addressProof, Proof::Own);
}

TEST_F(IdentitiesTest, whatIsNoAddressIsRefused) {
    Identity identity = second();
    identity.address = u"no address"_s;
    EXPECT_EQ(codeOf(m_store->addIdentity(identity)), ErrorCode::NotAnAddress);
    identity = second();
    identity.replyTo = u"none"_s;
    EXPECT_EQ(codeOf(m_store->addIdentity(identity)), ErrorCode::NotAnAddress);
    for (const QString& name : {u"A\r\nBcc: x@y.test"_s, u"A\nB"_s, u"A\tB"_s, u"A\u0000B"_s, u"A\u0085B"_s, u"A\u2028B"_s}) {
        identity = second();
        identity.displayName = name;
        EXPECT_EQ(codeOf(m_store->addIdentity(identity)), ErrorCode::BadValue);
        identity = all(m_account).first();
        identity.displayName = name;
        EXPECT_EQ(codeOf(m_store->updateIdentity(identity)), ErrorCode::BadValue);
    }
    identity = second();
    identity.account = AccountId(99);
    EXPECT_EQ(codeOf(m_store->addIdentity(identity)), ErrorCode::NotFound);
    identity.id = IdentityId(99);
    EXPECT_EQ(codeOf(m_store->updateIdentity(identity)), ErrorCode::NotFound);
    EXPECT_EQ(all().size(), 1);
}

TEST_F(IdentitiesTest, changesAreAnnounced) {
    Announced announced(*m_store);
    const IdentityId id = add(second());
    EXPECT_EQ(announced.take<model::IdentitiesChanged>(*m_store).size(), 1);
    must(m_store->updateIdentity(byId(id)));
    EXPECT_EQ(announced.take<model::IdentitiesChanged>(*m_store).size(), 1) << "nothing differs";
    must(m_store->removeIdentity(id));
    EXPECT_EQ(announced.take<model::IdentitiesChanged>(*m_store).size(), 2);
}

} // namespace
} // namespace tributary::store::tst_Identities
