# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154,SC2034  # the variables are those of mailserver
# Dovecot as it is installed. The only server here with bad certificates, LMTP and submission (which has nowhere to go; with --smtp it is Exim's).

server_ports="imap imaps lmtp submission"
user_form='{address}'   # what to log in as
state_folders="mail"    # what save and restore copy

server_prepare() {
  command -v dovecot >/dev/null || PATH=$PATH:/usr/sbin
  command -v dovecot >/dev/null || die "dovecot is not installed (dovecot-imapd)"
  [ "$want_oauth" = 0 ] || [ ! -x /usr/lib/dovecot/pop3 ] || want_pop3=1
  [ "$want_pop3" = 0 ] || [ -x /usr/lib/dovecot/pop3 ] || die "pop3 is not installed (dovecot-pop3d)"
  [ "$want_pop3" = 0 ] || server_ports+=" pop3 pop3s"
  [ "$want_sieve" = 0 ] || sieve_prepare
}

server_configure() {
  local listen="127.0.0.1, 127.0.0.2, 127.0.0.3, 127.0.0.4, 127.0.0.5, 127.0.0.6" protocols="imap" name out setting="" sasl=""
  if has_ipv6; then listen+=", ::1"; fi
  sieve_choose_place
  [ -z "$sieve_host" ] || listen+=", $sieve_host"
  [ -x /usr/lib/dovecot/lmtp ] && protocols+=" lmtp"
  [ "$smtp" = 0 ] && [ -x /usr/lib/dovecot/submission-login ] && protocols+=" submission"
  [ "$want_pop3" = 0 ] || protocols+=" pop3"
  [ "$want_sieve" = 0 ] || protocols+=" sieve"
  out=$(left_out "$caps" "$without" "$dovecot_capabilities") || exit 1
  [ -z "$out" ] || setting="imap_capability = $(remaining "$dovecot_capabilities" "$out")"
  # More ways to sign in for SMTP; elsewhere IMAP shows what it always did.
  [ "$smtp" = 0 ] || sasl=" scram-sha-1 scram-sha-256"
  mkdir -p "$dir/run" "$dir/state" "$dir/mail"
  fill_in "$here/lib/dovecot.conf.in" "s|@LISTEN@|$listen|g; s|@PROTOCOLS@|$protocols|g; s|@LMTP@|$lmtp|g" \
    "s|@SUBMISSION@|$submission|g; s|@CAPABILITY@|$setting|g; s|@SASL@|$sasl|g; s|@QUOTA@|$quota|g; s|@MAXCONNECTIONS@|$max_connections|g" > "$dir/dovecot.conf"
  [ "$want_pop3" = 0 ] || cat >> "$dir/dovecot.conf" <<CONF
service pop3-login {
  chroot =
  inet_listener pop3 {
    port = $pop3
  }
  inet_listener pop3s {
    port = $pop3s
    ssl = yes
  }
}
CONF
  [ "$want_sieve" = 0 ] || sieve_configuration >> "$dir/dovecot.conf"
  # Without the extension LIST does not tell the uses either.
  case " $out " in *" SPECIAL-USE "*) sed -i '/special_use/d' "$dir/dovecot.conf" ;; esac
  for name in $users; do printf '%s@example.test:{PLAIN}pw-%s::::::\n' "$name" "$name"; done > "$dir/users"
  give_to_server users run state mail tls
  server_command=(dovecot -F -c "$dir/dovecot.conf")
}

doveadm_as() { as_server doveadm -c "$dir/dovecot.conf" "$@"; }

server_deliver() { # USER MAILBOX < message
  if [ "$2" != INBOX ] && ! doveadm_as mailbox status -u "$1" uidnext "$2" >/dev/null 2>&1; then
    doveadm_as mailbox create -s -u "$1" "$2"
  fi
  if [ -n "$received" ]; then deliver_by_imap "$@"; else doveadm_as save -u "$1" -m "$2"; fi
}
