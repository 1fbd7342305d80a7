# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154,SC2034  # the variables are those of mailserver
# ManageSieve and Pigeonhole of Dovecot. What scripts send goes to Exim by its own sendmail program: its SMTP ports want TLS and a password.

sieve_prepare() {
  [ -x /usr/lib/dovecot/managesieve ] || die "managesieve is not installed (dovecot-managesieved, dovecot-sieve)"
  [ -x /usr/lib/dovecot/lmtp ] || die "lmtp is not installed (dovecot-lmtpd)"
  server_ports+=" sieve sieves"
}

# The first address of ours on which 4190 is free; where there is none it stays at the port that was found.
sieve_choose_place() {
  [ "$sieve_standard" = 1 ] || return 0
  sieve_host=$(python3 - <<'PY'
import socket
for number in range(21, 31):
    with socket.socket() as s:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            s.bind((f"127.0.0.{number}", 4190))
        except OSError:
            continue
        print(f"127.0.0.{number}")
        break
PY
  )
  if [ -n "$sieve_host" ]; then sieve=4190; else echo "mailserver: port 4190 is taken: no client finds ManageSieve by itself." >&2; fi
}

sieve_configuration() {
  cat <<CONF
service managesieve-login {
  chroot =
  inet_listener sieve {
    ${sieve_host:+address = $sieve_host}
    port = $sieve
  }
  inet_listener sieves {
    port = $sieves
    ssl = yes
  }
}
protocol lmtp {
  mail_plugins = \$mail_plugins sieve
}
plugin {
  sieve = file:%h/sieve;active=%h/.dovecot.sieve
  sieve_extensions = +vacation-seconds +editheader
  sieve_vacation_min_period = 0
  sieve_quota_max_scripts = 10
  sieve_quota_max_storage = 128K
}
CONF
  [ "$smtp" = 0 ] || echo "sendmail_path = $dir/smtp/sendmail"
}

# For smtp_configure: Dovecot runs it as the server's user, which is Exim's own, with an empty environment.
sieve_sendmail() { # PROGRAM LIBRARY_PATH
  [ "$want_sieve" = 1 ] || return 0
  printf '#!/bin/sh\nLD_LIBRARY_PATH=%s LD_PRELOAD=libnss_wrapper.so NSS_WRAPPER_PASSWD=%s/passwd NSS_WRAPPER_GROUP=%s/group exec %s -C %s/exim.conf "$@"\n' \
    "$2" "$dir/smtp" "$dir/smtp" "$1" "$dir/smtp" > "$dir/smtp/sendmail"
  chmod 755 "$dir/smtp/sendmail"
}
