#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""arrive.py LMTP_PORT ADDRESS SUBJECT KIND...: new mail of these kinds, dated now, by LMTP, as a mail server brings it: scripts run over it.
Without a SUBJECT each has its own.

stranger: writes for the first time; colleague: of the own domain; list: List-Id and Precedence; bounce: a report with a null reverse-path;
robot: Auto-Submitted. A vacation reply (RFC 3834, 5230) goes to the first two only."""
import smtplib
import sys
from email import message_from_string
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, make_msgid


REPORT = """From: Mail Delivery System <MAILER-DAEMON@mail.visitors.example>
Subject: Undelivered mail returned to sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="=_r"

--=_r
Content-Type: text/plain; charset=us-ascii

The message could not be delivered to <gone@visitors.example>: no such user.

--=_r
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.visitors.example

Final-Recipient: rfc822; gone@visitors.example
Action: failed
Status: 5.1.1

--=_r--
"""


def plain(sender, subject, text, **fields):
    message = EmailMessage(policy=SMTP)
    message["From"], message["Subject"] = sender, subject
    for name, value in fields.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message


def stranger():
    return "stranger@visitors.example", plain("Stella Range <stranger@visitors.example>", "May I ask you something?",
                                              "We have not met. Would you have a minute next week?\n\nStella Range\n")


def colleague():
    return "carol@example.test", plain("Carol Reyes <carol@example.test>", "The keys to the store room", "Do you have them, or are they with the porter?\n\nCarol\n")


def mailing_list():
    return "rail-users-bounces@lists.example", plain(
        "Piet Jansen <piet@visitors.example>", "[rail-users] Night train to the coast", "It runs again from May, with two sleeping cars.\n",
        List_Id="Rail users <rail-users.lists.example>", List_Unsubscribe="<mailto:rail-users-leave@lists.example>", Precedence="list")


def bounce():
    return "<>", message_from_string(REPORT, policy=SMTP)


def robot():
    return "robot@shop.example", plain("Order desk <robot@shop.example>", "Your order 2207 has been sent", "It arrives in two days.\n",
                                       Auto_Submitted="auto-generated")


KINDS = {"stranger": stranger, "colleague": colleague, "list": mailing_list, "bounce": bounce, "robot": robot}


def main():
    port, address, subject, *kinds = sys.argv[1:]
    unknown = [kind for kind in kinds if kind not in KINDS]
    if unknown or not kinds:
        sys.exit(f"arrive: no such kind: {', '.join(unknown)}; there are {', '.join(KINDS)}")
    with smtplib.LMTP("127.0.0.1", int(port)) as server:
        for kind in kinds:
            sender, message = KINDS[kind]()
            message["To"], message["Date"], message["Message-ID"] = address, formatdate(), make_msgid(domain="visitors.example")
            if subject:
                message.replace_header("Subject", subject)
            server.sendmail(sender, [address], message.as_bytes(policy=SMTP))


main()
