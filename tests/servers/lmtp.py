#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""lmtp.py PORT FROM TO < message: delivers it by LMTP, as a mail server does; scripts run, unlike with doveadm."""
import smtplib
import sys

with smtplib.LMTP("127.0.0.1", int(sys.argv[1])) as server:
    server.sendmail(sys.argv[2], [sys.argv[3]], sys.stdin.buffer.read())
