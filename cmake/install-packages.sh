# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by ./run and ./test: install_packages yes|no SECTION... sees to it that the packages of these sections of
# cmake/packages.txt are there. With 'no' it only says what is missing. Returns 3 when something is missing and may
# not or cannot be installed, 4 when apt fails. No system service is started.

packages_of() { # SECTION...
  local file section="" line wanted=" $* "
  file=$(dirname "${BASH_SOURCE[0]}")/packages.txt
  while IFS= read -r line; do
    case $line in
      '' | '#'*) ;;
      '['*']') section=${line:1:-1} ;;
      *) case $wanted in *" $section "*) echo "$line" ;; esac ;;
    esac
  done < "$file" | sort -u
}

# Is there as a part of another package: nodejs of elsewhere than Debian brings npm.
provided() {
  local status provides
  while read -r status provides; do
    case ", $provides," in *", $1,"* | *", $1 ("*) [ "$status" != installed ] || return 0 ;; esac
  done < <(dpkg-query -W -f='${db:Status-Status} ${Provides}\n' 2>/dev/null)
  return 1
}

missing_packages() {
  local package
  for package in $(packages_of "$@"); do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || provided "$package" || echo "$package"
  done
}

# apt with services kept from starting: a policy-rc.d of our own for this one run, unless the machine has one.
apt_quietly() ( # sudo-or-empty, then the packages
  local sudo=$1 policy=/usr/sbin/policy-rc.d mine=""
  shift
  remove_policy() { if [ -n "$mine" ]; then $sudo rm -f "$policy"; fi; }
  trap remove_policy EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  if [ ! -e "$policy" ]; then
    mine=1
    printf '#!/bin/sh\nexit 101\n' | $sudo tee "$policy" >/dev/null && $sudo chmod 755 "$policy" || exit 4
  fi
  apt() { $sudo env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 apt-get -q "$@" </dev/null; }
  install() { apt install -y --no-install-recommends -o Dpkg::Use-Pty=0 "$@"; }
  if ! apt install --simulate --no-install-recommends "$@" >/dev/null 2>&1; then
    apt update || exit 4 # the lists are not there, or too old to know the packages
    install "$@" || exit 4
  else
    # Old lists may name versions that the mirror no longer has.
    install "$@" || { apt update && install "$@"; } || exit 4
  fi
)

install_packages() {
  local may=$1 missing sudo=""
  shift
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    echo "This is not a Debian system: the packages cannot be checked. Needed are the counterparts of cmake/packages.txt." >&2
    return 0
  fi
  missing=$(missing_packages "$@" | tr '\n' ' ')
  [ -n "$missing" ] || return 0
  echo "Missing Debian packages: $missing"
  if [ "$may" = no ]; then
    echo "Nothing is installed, as --no-install asks. To install them: apt-get install --no-install-recommends $missing" >&2
    return 3
  fi
  if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo >/dev/null; then
      echo "Installing needs root or sudo. As root: apt-get install --no-install-recommends $missing" >&2
      return 3
    fi
    sudo=sudo
  fi
  echo "Installing them with apt-get${sudo:+ (through sudo)}."
  # shellcheck disable=SC2086  # one word a package
  apt_quietly "$sudo" $missing || { echo "apt-get failed: see above." >&2; return 4; }
}
