# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154  # the variables are those of mailserver
# What every server of 'mailserver' needs: a directory, free ports, certificates, a guard, the facts.

# The caller; a subshell of $(...) is looked through, since it ends before its script does.
caller() {
  local pid=$PPID up
  while [ -r "/proc/$pid/stat" ]; do
    up=$(sed 's/.*) //' "/proc/$pid/stat" | cut -d' ' -f2)
    [ "$up" -gt 1 ] && cmp -s "/proc/$pid/cmdline" "/proc/$up/cmdline" || break
    pid=$up
  done
  echo "$pid"
}

make_dir() {
  if [ -n "$dir" ]; then
    mkdir -p "$dir"; [ -z "$(ls -A "$dir")" ] || die "$dir is not empty"
    dir=$(cd "$dir" && pwd)
  else
    local base=${TMPDIR:-/tmp}
    # Socket paths are limited to 107 bytes, and the server's user must get there.
    if [ ${#base} -gt 50 ] || ! as_server test -x "$base" 2>/dev/null; then base=/tmp; fi
    dir=$(mktemp -d "$base/tms.XXXXXX")
  fi
  chmod 755 "$dir"; : > "$dir/.mailserver"
  as_server test -x "$dir" || die "the user of the server cannot reach $dir"
}

# Ports that are free on every address that the server listens on, outside the range the kernel gives to clients.
free_ports() {
  python3 - "$1" <<'PY'
import random, socket, sys
def free(port):
    for family, host in [(socket.AF_INET, "127.0.0.%d" % n) for n in range(1, 7)] + [(socket.AF_INET6, "::1")]:
        try:
            s = socket.socket(family)
        except OSError:
            continue
        with s:
            s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                s.bind((host, port))
            except OSError as e:
                if family == socket.AF_INET or e.errno == 98:
                    return False
    return True
found = []
while len(found) < int(sys.argv[1]):
    port = random.SystemRandom().randint(20000, 32000)
    if port not in found and free(port):
        found.append(port)
print(*found)
PY
}

has_ipv6() { grep -qs '^0\{31\}1 ' /proc/net/if_inet6; }

# Of one run of the tests, which says where they lie, and made once; else this server's alone.
make_certificates() { # DIR
  local shared=${TRIBUTARY_TEST_CERTIFICATES:-}
  if [ -z "$shared" ]; then bash "$here/make-certificates.sh" "$1"; return; fi
  (
    flock 8
    [ -e "$shared/made" ] || { bash "$here/make-certificates.sh" "$shared" && touch "$shared/made"; }
  ) 8>"$shared.lock"
  cp -r "$shared" "$1"
}

# The name in the certificate; a bare chroot has no /etc/hosts and does not know it: the address is in there as well.
host_name() { if getent ahosts localhost >/dev/null; then echo localhost; else echo 127.0.0.1; fi; }

# A configuration file with what all servers need filled in, and more by further sed commands.
fill_in() { # FILE SED...
  local file=$1 user group expression more=()
  shift
  for expression in "$@"; do more+=(-e "$expression"); done
  user=$(if is_root; then echo nobody; else id -un; fi); group=$(id -gn "$user")
  sed -e "s|@DIR@|$dir|g; s|@USER@|$user|g; s|@GROUP@|$group|g; s|@IMAP@|$imap|g; s|@IMAPS@|$imaps|g" "${more[@]}" "$file"
}

give_to_server() {
  if is_root; then (cd "$dir" && chown -R "nobody:$(id -gn nobody)" "$@"); fi
}

# Sets programs and library_path for a server of fetch-servers. The server's user may not get into the cache folder of
# root, for example: then it runs from a copy.
use_fetched() { # PROGRAM [SECTION]
  local code=0
  programs=$("$here/fetch-servers" "${2:-test-unpacked}") || code=$?
  [ "$code" = 0 ] || exit "$code"
  if ! as_server test -x "$programs/$1" 2>/dev/null; then
    cp -a "$programs" "$dir/programs"; programs=$dir/programs; chmod 755 "$programs"
  fi
  library_path=$(echo "$programs"/usr/lib/*-linux-gnu):$programs/usr/lib
}

write_facts() { # GUARD
  local host port name comma=""
  host=$(host_name)
  {
    printf '%s\n' "export TRIBUTARY_MAILSERVER='$dir'" "MAIL_DIR='$dir'" "MAIL_SERVER=$server" "MAIL_CA='$dir/tls/ca.pem'" \
      "MAIL_HOST=$host"
    for port in imap imaps lmtp submission smtps pop3 pop3s sieve sieves; do echo "MAIL_${port^^}=${!port}"; done
    printf '%s\n' "MAIL_SIEVE_HOST=$sieve_host" "MAIL_CAPS=$caps" "MAIL_PID=$1" "MAIL_USER_FORM='$user_form'" \
      "MAIL_USERS='$(for name in $users; do printf '%s@example.test ' "$name"; done)'"
    [ "$want_oauth" = 0 ] || oauth_shell_facts
  } > "$dir/facts.sh"
  {
    printf '{"dir": "%s", "server": "%s", "ca": "%s/tls/ca.pem", "host": "%s", ' "$dir" "$server" "$dir" "$host"
    printf '"imap": %s, "imaps": %s, "lmtp": %s, "submission": %s, "smtps": %s, "pop3": %s, "pop3s": %s, "sieve": %s, "sieves": %s, ' \
      "$imap" "$imaps" "$lmtp" "$submission" "$smtps" "$pop3" "$pop3s" "$sieve" "$sieves"
    [ "$want_oauth" = 0 ] || oauth_json_facts
    printf '"sieveHost": "%s", ' "$sieve_host"
    printf '"caps": "%s", "pid": %s, "userForm": "%s", ' "$caps" "$1" "$user_form"
    [ "$server" != dovecot ] || printf '"hosts": {"starttlsOnly": "127.0.0.2", "wrongHost": "127.0.0.3", %s}, ' \
      '"expired": "127.0.0.4", "selfSigned": "127.0.0.5", "unknownCa": "127.0.0.6"'
    printf '"users": ['
    for name in $users; do
      printf '%s{"address": "%s@example.test", "user": "%s", "password": "pw-%s"}' "$comma" "$name" "$(login_name "$name")" "$name"
      comma=", "
    done
    printf ']}\n'
  } > "$dir/facts.json.new"
  mv "$dir/facts.json.new" "$dir/facts.json"
}

login_name() { case $user_form in '{name}') echo "${1%@*}" ;; *) address "$1" ;; esac; }

greets() { # PORT START
  local line code=1
  { exec 9<>"/dev/tcp/127.0.0.1/$1"; } 2>/dev/null || return 1
  if read -r -t 5 line <&9 2>/dev/null && [[ $line == "$2"* ]]; then code=0; fi
  exec 9>&-
  return $code
}

# Waits for the greetings. 2: a port was taken in between; 1: a server ended.
wait_ready() { # GUARD
  local i
  for ((i = 0; i < 300 + 1200 * want_oauth; i++)); do  # Node takes its time on a busy machine
    if { [ "$want_oauth" = 0 ] || [ -e "$dir/oauth/ready" ]; } && greets "$imap" "* OK" &&
      { [ "$smtp" = 0 ] || greets "$submission" "220 "; }; then return 0; fi
    grep -qs 'Address already in use' "$dir/server.log" && return 2
    kill -0 "$1" 2>/dev/null || return 1
    sleep 0.02
  done
  return 1
}

deliver_by_imap() { python3 "$here/deliver.py" "$dir/facts.json" "$1" "$2" ${received:+"$received"}; }

# State is copied while nobody is signed in: the last client's process may take a moment to see that it is gone.
wait_no_client() {
  local i server_pid
  [ "$server" = dovecot ] || return 0
  server_pid=$(cat "$dir/run/master.pid")
  for ((i = 0; i < 500; i++)); do pgrep -P "$server_pid" -x imap >/dev/null || return 0; sleep 0.01; done
  die "somebody is still signed in"
}
