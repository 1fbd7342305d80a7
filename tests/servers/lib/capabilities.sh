# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154  # the variables are those of mailserver
# What --caps NAME takes away. A name stands for a kind of server that exists; tests name it and not a list.

# In the order in which Dovecot says them. Only these can be switched off and on.
dovecot_capabilities="IMAP4rev1 SASL-IR LOGIN-REFERRALS ID ENABLE IDLE SORT SORT=DISPLAY THREAD=REFERENCES THREAD=REFS \
THREAD=ORDEREDSUBJECT MULTIAPPEND URL-PARTIAL CATENATE UNSELECT CHILDREN NAMESPACE UIDPLUS LIST-EXTENDED I18NLEVEL=1 \
CONDSTORE QRESYNC ESEARCH ESORT SEARCHRES WITHIN CONTEXT=SEARCH LIST-STATUS BINARY MOVE SNIPPET=FUZZY PREVIEW=FUZZY \
PREVIEW STATUS=SIZE SAVEDATE LITERAL+ NOTIFY SPECIAL-USE QUOTA COMPRESS=DEFLATE"
cyrus_capabilities="IMAP4rev1 LITERAL+ ID ENABLE IDLE SASL-IR ACL ANNOTATE-EXPERIMENT-1 BINARY CATENATE CHILDREN CONDSTORE \
CREATE-SPECIAL-USE ESEARCH ESORT LIST-EXTENDED LIST-METADATA LIST-MYRIGHTS LIST-STATUS MAILBOX-REFERRALS METADATA MOVE \
MULTIAPPEND NAMESPACE OBJECTID PREVIEW QRESYNC QUOTA QUOTASET REPLACE RIGHTS=kxten SAVEDATE SEARCH=FUZZY SEARCHRES SORT SORT=DISPLAY \
SORT=MODSEQ SORT=UID SPECIAL-USE STATUS=SIZE THREAD=ORDEREDSUBJECT THREAD=REFERENCES THREAD=REFS UIDPLUS UNAUTHENTICATE \
UNSELECT URL-PARTIAL URLAUTH URLAUTH=BINARY WITHIN XLIST XMOVE X-QUOTA=ANNOTATION-STORAGE X-QUOTA=MESSAGE X-QUOTA=X-NUM-FOLDERS \
X-REPLICATION APPENDLIMIT COMPRESS=DEFLATE DIGEST"
# What is left with 'basic'.
basic_capabilities="IMAP4rev1 ID CHILDREN NAMESPACE UNSELECT"
capability_sets="full basic no-qresync no-condstore no-uidplus no-move no-special-use no-literal-plus no-idle no-notify"

# Prints the capabilities to leave out, one space between: those of the set and those of --without.
left_out() { # CAPS WITHOUT KNOWN
  local cap out=""
  case $1 in
    full) ;;
    basic) for cap in $3; do case " $basic_capabilities " in *" $cap "*) ;; *) out+=" $cap" ;; esac; done ;;
    no-qresync) out="QRESYNC" ;;
    # The large hosts that run a server of their own: IDLE, MOVE and UIDPLUS, but nothing that tells what changed.
    no-condstore) out="CONDSTORE QRESYNC ENABLE LIST-STATUS LIST-EXTENDED ESEARCH ESORT SEARCHRES CONTEXT=SEARCH NOTIFY" ;;
    no-uidplus) out="UIDPLUS" ;;
    no-move) out="MOVE XMOVE" ;;
    no-special-use) out="SPECIAL-USE CREATE-SPECIAL-USE XLIST" ;;
    no-literal-plus) out="LITERAL+" ;;
    no-idle) out="IDLE NOTIFY" ;;
    no-notify) out="NOTIFY" ;;
    *) die "--caps is one of: $capability_sets" ;;
  esac
  out+=" ${2//,/ }"
  # shellcheck disable=SC2086  # one word a capability
  echo $out
}

# The known ones without those that are left out.
remaining() { # KNOWN LEFT_OUT
  local cap out="" drop=" ${2^^} "
  for cap in $1; do case $drop in *" ${cap^^} "*) ;; *) out+=" $cap" ;; esac; done
  echo "${out# }"
}
