// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/detail/Attribution.h"

namespace tributary::content::detail {
namespace {

constexpr qsizetype kMaxLine = 400; ///< nothing longer introduces a quotation

constexpr QStringView kVerbs[] = {
    u"wrote", u"writes", u"schrieb", u"a écrit", u"escribió", u"ha scritto", u"escreveu", u"schreef", u"skrev",
    u"napisał(a)", u"napisał", u"napisała", u"pisze", u"писал(а)", u"писал", u"пишет", u"написал", u"написала", u"написав",
    u"kirjoitti", u"napsal(a)", u"napsal", u"napísal(a)", u"írta", u"yazdı", u"scrisse", u"va escriure", u"a scris",
    u"wrote as follows", u"さんは書きました", u"は書きました", u"が書きました", u"書きました", u"さんからのメール", u"のメール",
    u"写道", u"寫道", u"님이 작성", u"작성"};

constexpr QStringView kStarts[] = {u"On ", u"Am ", u"Le ", u"El ", u"Il ", u"Em ", u"Op ", u"Den ", u"Dnia ", u"W dniu ",
                                   u"At ", u"In message", u"Dne ", u"Dňa ", u"På ", u"Pe ", u"在", u"於", u"Quoting "};

constexpr QStringView kFrom[] = {u"From", u"Von", u"De", u"Da", u"Van", u"Från", u"Fra", u"Lähettäjä", u"Od", u"От",
                                 u"Від", u"Feladó", u"Kimden", u"Gönderen", u"差出人", u"送信者", u"送信元", u"发件人",
                                 u"寄件者", u"보낸 사람", u"De la"};

constexpr QStringView kFurther[] = {
    u"Sent", u"Date", u"To", u"Cc", u"Subject", u"Reply-To", u"Importance", u"Gesendet", u"Datum", u"An", u"Betreff",
    u"Envoyé", u"À", u"A", u"Objet", u"Enviado", u"Enviado el", u"Para", u"Asunto", u"Assunto", u"Data", u"Inviato",
    u"Oggetto", u"Verzonden", u"Aan", u"Onderwerp", u"Skickat", u"Till", u"Ämne", u"Sendt", u"Til", u"Emne", u"Lähetetty",
    u"Vastaanottaja", u"Aihe", u"Wysłano", u"Do", u"Temat", u"Дата", u"Отправлено", u"Кому", u"Копия", u"Тема",
    u"送信日時", u"日時", u"日付", u"宛先", u"件名", u"发送时间", u"日期", u"收件人", u"主题", u"寄件日期", u"收件者",
    u"主旨", u"보낸 날짜", u"날짜", u"받는 사람", u"제목", u"Sent on"};

constexpr QStringView kOriginal[] = {u"Original Message", u"Original Appointment", u"Ursprüngliche Nachricht",
                                     u"Ursprungliche Nachricht", u"Message d'origine", u"Mensaje original",
                                     u"Mensagem original", u"Messaggio originale", u"Oorspronkelijk bericht",
                                     u"Ursprungligt meddelande", u"Oprindelig meddelelse", u"Исходное сообщение",
                                     u"元のメッセージ", u"原始邮件", u"原始郵件", u"원본 메시지", u"Reply message",
                                     u"Original-Nachricht", u"Wiadomość oryginalna"};

constexpr QStringView kForward[] = {u"Forwarded message", u"Begin forwarded message", u"Weitergeleitete Nachricht",
                                    u"Anfang der weitergeleiteten", u"Message transféré", u"Mensaje reenviado",
                                    u"Mensagem encaminhada", u"Messaggio inoltrato", u"Doorgestuurd bericht",
                                    u"Forwarded Message", u"転送メッセージ", u"転送されたメッセージ", u"转发的邮件",
                                    u"Пересылаемое сообщение", u"전달된 메시지"};

bool isColon(QChar c) { return c == u':' || c == QChar(0xFF1A); }

QStringView trimmed(QStringView line) { return line.size() > kMaxLine ? QStringView() : line.trimmed(); }

/// "NAME: value", with marks of emphasis around the name.
template <std::size_t N> bool isHeader(QStringView line, const QStringView (&names)[N]) {
    QStringView text = trimmed(line);
    while (!text.isEmpty() && (text[0] == u'*' || text[0] == u'>' || text[0] == u' '))
        text = text.mid(1);
    for (const QStringView name : names) {
        if (!text.startsWith(name, Qt::CaseInsensitive))
            continue;
        QStringView rest = text.mid(name.size());
        while (!rest.isEmpty() && (rest[0] == u'*' || rest[0] == u' ' || rest[0] == QChar(0xA0)))
            rest = rest.mid(1);
        if (!rest.isEmpty() && isColon(rest[0]))
            return true;
    }
    return false;
}

template <std::size_t N> bool isMarker(QStringView line, const QStringView (&names)[N]) {
    QStringView text = trimmed(line);
    qsizetype dashes = 0;
    while (!text.isEmpty() && (text[0] == u'-' || text[0] == u'_' || text[0] == u'*' || text[0] == u' ')) {
        text = text.mid(1);
        ++dashes;
    }
    for (const QStringView name : names) {
        if (text.startsWith(name, Qt::CaseInsensitive) && text.size() < name.size() + 40 && (dashes > 1 || text.endsWith(u':')))
            return true;
    }
    return false;
}

} // namespace

bool endsLikeAttribution(QStringView line) {
    const QStringView text = trimmed(line);
    return text.size() > 1 && isColon(text.back());
}

bool endsInAttributionVerb(QStringView line) {
    QStringView text = trimmed(line);
    if (text.isEmpty() || !isColon(text.back()))
        return false;
    text = text.chopped(1).trimmed();
    for (const QStringView verb : kVerbs) {
        if (!text.endsWith(verb, Qt::CaseInsensitive))
            continue;
        const QStringView before = text.chopped(verb.size());
        if (before.isEmpty() || !before.back().isLetter() || before.back().unicode() > 0x2E00 || verb[0].unicode() > 0x2E00)
            return true;
    }
    return false;
}

bool startsLikeAttribution(QStringView line) {
    const QStringView text = trimmed(line);
    for (const QStringView start : kStarts) {
        if (text.startsWith(start))
            return true;
    }
    // "2024年5月1日(水) ...", "2024-05-01 ...", "1.5.2024, ..."
    qsizetype digits = 0;
    while (digits < text.size() && text[digits].isDigit())
        ++digits;
    return digits > 0 && digits <= 4 && digits < text.size() && QStringView(u"年-/.月").contains(text[digits]);
}

bool isFromLine(QStringView line) { return isHeader(line, kFrom); }
bool isFurtherHeaderLine(QStringView line) { return isHeader(line, kFurther); }
bool isOriginalMarker(QStringView line) { return isMarker(line, kOriginal); }
bool isForwardMarker(QStringView line) { return isMarker(line, kForward); }

} // namespace tributary::content::detail
