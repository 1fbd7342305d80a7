# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154,SC2034  # the variables are those of mailserver
# Exim from the folder of fetch-servers, the submission server beside Dovecot: it asks Dovecot who somebody is and delivers to it.

smtp_mechanisms="PLAIN LOGIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256"

smtp_prepare() {
  [ "$server" = dovecot ] || die "--smtp needs --server dovecot"
  [ -x /usr/lib/dovecot/lmtp ] || die "lmtp is not installed (dovecot-lmtpd)"
  server_ports+=" smtps"
  use_fetched usr/sbin/exim4 smtp-unpacked
}

# Exim looks up the user 'Debian-exim' when it starts, whatever the configuration says. The lookup is answered from a file.
# That user must not be the one who runs it: else it gives up what it may do with a configuration of its own.
smtp_accounts() { # UID GID
  printf '%s\n' "root:x:0:0::/:/bin/sh" "server:x:$1:$2::$dir:/bin/sh" "Debian-exim:x:65533:65533::$dir:/bin/sh" > "$dir/smtp/passwd"
  printf '%s\n' "root:x:0:" "server:x:$2:" "Debian-exim:x:65533:" > "$dir/smtp/group"
}

# Where somebody's sending is off, the initial response must tell who it is.
smtp_authenticators() {
  local mechanism mechanisms=$smtp_mechanisms
  [ "$want_oauth" = 0 ] || mechanisms+=" XOAUTH2 OAUTHBEARER"
  [ -z "$smtp_off_for" ] || mechanisms=PLAIN
  for mechanism in $mechanisms; do
    printf '%s:\n  driver = dovecot\n  public_name = %s\n  server_socket = %s/run/auth-client\n  server_set_id = $auth1\n' \
      "auth_${mechanism//-/_}" "$mechanism" "$dir"
  done
}

# How the initial responses of PLAIN begin that name these users, with and without an authorization identity, as far as whole
# groups of base64 go; a list with ':' between.
smtp_off_responses() {
  local user authorization responses=""
  for user in ${smtp_off_for//,/ }; do
    user=$(address "$user")
    for authorization in "" "$user"; do
      responses+=":$(printf '%s\0%s\0' "$authorization" "$user" | head -c $(((${#authorization} + ${#user} + 2) / 3 * 3)) | base64 -w0)"
    done
  done
  echo "${responses#:}"
}

smtp_configure() {
  local uid gid user listen="127.0.0.1; 127.0.0.2; 127.0.0.3; 127.0.0.4; 127.0.0.5; 127.0.0.6" python program
  user=$(if is_root; then echo nobody; else id -u; fi)
  uid=$(id -u "$user") gid=$(id -g "$user")
  if has_ipv6; then listen+="; ::1"; fi
  program=$programs/usr/sbin/exim4
  python=$(as_server sh -c 'for p in /usr/bin/python3 $(command -v python3); do "$p" -c "" 2>/dev/null && echo "$p" && break; done')
  rm -rf "$dir/smtp"; mkdir -p "$dir/smtp/spool" "$dir/undelivered"
  smtp_accounts "$uid" "$gid"
  for user in $users; do echo "$user:"; done > "$dir/smtp/local_parts"
  for user in $users; do echo "$(address "$user"): $(address "$user")"; done > "$dir/smtp/addresses"
  cp "$here/own_sent.py" "$dir/smtp/"   # the checkout may be out of reach for the server's user
  fill_in "$here/lib/exim.conf.in" "s|@PROGRAM@|$program|g; s|@UID@|$uid|g; s|@GID@|$gid|g; s|@LISTEN@|$listen|g" \
    "s|@SUBMISSION@|$submission|g; s|@SMTPS@|$smtps|g; s|@LMTP@|$lmtp|g; s|@SIZE@|$smtp_size|g; s|@PYTHON@|$python|g" \
    "s|@STRICT_SENDER@|$smtp_strict_sender|g; s|@OFF_FOR@|$(smtp_off_responses)|g" \
    "s|@OWN_SENT@|$own_sent|g; s|@OWN_SENT_DELAY@|$own_sent_delay|g" |
    sed "/^@AUTHENTICATORS@\$/{
      r /dev/fd/8
      d
    }" 8< <(smtp_authenticators) > "$dir/smtp/exim.conf"
  sieve_sendmail "$program" "$library_path"
  give_to_server smtp undelivered
  smtp_command=(env "LD_LIBRARY_PATH=$library_path" LD_PRELOAD=libnss_wrapper.so "NSS_WRAPPER_PASSWD=$dir/smtp/passwd"
    "NSS_WRAPPER_GROUP=$dir/smtp/group" "$program" -C "$dir/smtp/exim.conf" -bdf -q5s)
}
