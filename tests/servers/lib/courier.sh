# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154,SC2034  # the variables are those of mailserver
# Courier's imapd and pop3d from the folder of fetch-servers, behind a login of our own (courier_front.py says why).

server_ports="imap imaps"
user_form='{address}'
state_folders="mail"

server_prepare() {
  use_fetched usr/bin/imapd
  [ "$want_pop3" = 0 ] || server_ports+=" pop3 pop3s"
}

server_configure() {
  local out name
  [ "$caps" = full ] || die "--server courier has --caps full only; --without takes away"
  out=$(left_out full "$without" "") || exit 1
  mkdir -p "$dir/mail"
  for name in $users; do printf '%s pw-%s\n' "$name" "$name"; done > "$dir/users"
  give_to_server users mail tls
  server_command=(env "LD_LIBRARY_PATH=$library_path" python3 -B "$dir/courier_front.py" "$programs" "$dir" "$imap" "$imaps" "$pop3" "$pop3s" "$out")
  cp "$here/courier_front.py" "$here/courier_pop3.py" "$dir/"   # the checkout may be out of reach for the server's user
}

server_deliver() { deliver_by_imap "$@"; }
