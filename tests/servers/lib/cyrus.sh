# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154,SC2034  # the variables are those of mailserver
# Cyrus from the folder of fetch-servers. Users log in by their bare name.

server_ports="imap imaps"
user_form='{name}'
state_folders="conf spool"

server_prepare() {
  use_fetched usr/lib/cyrus/bin/master
  [ "$want_pop3" = 0 ] || server_ports+=" pop3 pop3s"
  [ "$want_sieve" = 0 ] || server_ports+=" sieve"
}

server_configure() {
  local name bin=$programs/usr/lib/cyrus/bin out run
  out=$(left_out "$caps" "$without" "$cyrus_capabilities") || exit 1
  mkdir -p "$dir"/{conf/socket,spool,proc,lock,sieve}
  run=(env "LD_LIBRARY_PATH=$library_path")
  [ -e "$(echo /usr/lib/*-linux-gnu/sasl2/libsasldb.so)" ] || run+=("SASL_PATH=$(echo "$programs"/usr/lib/*-linux-gnu/sasl2)")
  fill_in "$here/lib/cyrus-imapd.conf.in" "s|@SUPPRESS@|${out:+suppress_capabilities: $out}|g" > "$dir/imapd.conf"
  case " $out " in *" IDLE "*) echo "imapidlepoll: 0" >> "$dir/imapd.conf" ;; esac   # the one that is not suppressed by name
  fill_in "$here/lib/cyrus.conf.in" "s|@BIN@|$bin|g; s|@POP3@|$pop3|g; s|@POP3S@|$pop3s|g; s|@SIEVE@|$sieve|g" > "$dir/cyrus.conf"
  [ "$want_pop3" = 1 ] || sed -i '/^ *pop3/d' "$dir/cyrus.conf"
  [ "$want_sieve" = 1 ] || sed -i '/^ *sieve/d' "$dir/cyrus.conf"
  has_ipv6 || sed -i '/\[::1\]/d' "$dir/cyrus.conf"
  rm -f "$dir/sasldb2"
  for name in $users; do
    printf 'pw-%s' "$name" | "${run[@]}" "$programs/usr/sbin/saslpasswd2" -p -c -f "$dir/sasldb2" -u cyrus.example.test "$name"
  done
  give_to_server sasldb2 conf spool proc lock sieve tls
  server_command=("${run[@]}" CYRUS_VERBOSE=1 "$bin/master" -D -C "$dir/imapd.conf" -M "$dir/cyrus.conf" -p "$dir/proc/master.pid")
}

server_deliver() { deliver_by_imap "$@"; }
