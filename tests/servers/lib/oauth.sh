# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154,SC2034  # the variables are those of mailserver
# The OAuth server beside Dovecot (oidc/server.mjs, with what fetch-servers oidc brings), which asks it whether a token is good.

oauth_client=tributary-test oauth_tenant=common

oauth_prepare() {
  [ "$server" = dovecot ] || die "--oauth needs --server dovecot"
  [ "$(host_name)" = localhost ] || die "--oauth: 'localhost' has no address here"
  local code=0
  server_ports+=" oauth"
  oauth_programs=$("$here/fetch-servers" oidc) || code=$?
  [ "$code" = 0 ] || exit "$code"
  mkdir "$dir/oauth"; cp "$here/oidc/server.mjs" "$here/oidc/package.json" "$dir/oauth/"   # the checkout may be out of reach
  if as_server test -r "$oauth_programs/node_modules/oidc-provider/package.json" 2>/dev/null; then
    ln -s "$oauth_programs/node_modules" "$dir/oauth/node_modules"
  else
    cp -a "$oauth_programs/node_modules" "$dir/oauth/"
  fi
  oauth_secret=$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')
}

oauth_is_only() { case ",$oauth_only," in *",$1,"* | *",$1@example.test,"*) return 0 ;; *) return 1 ;; esac; }

oauth_configure() {
  local name comma="" listen='"127.0.0.1"'
  if has_ipv6; then listen+=', "::1"'; fi
  rm -f "$dir/oauth/ready"
  {
    printf '{"folder": "%s/oauth", "port": %s, "listen": [%s], "authority": "https://localhost:%s", "tenant": "%s", ' \
      "$dir" "$oauth" "$listen" "$oauth" "$oauth_tenant"
    printf '"clientId": "%s", "ttl": %s, "refreshTtl": %s, "checker": {"id": "dovecot", "secret": "%s"}, ' \
      "$oauth_client" "$oauth_ttl" "$oauth_refresh_ttl" "$oauth_secret"
    printf '"certificate": "%s/tls/good.pem", "key": "%s/tls/good.key", "users": [' "$dir" "$dir"
    for name in $users; do printf '%s{"address": "%s", "password": "pw-%s"}' "$comma" "$(address "$name")" "$name"; comma=", "; done
    printf ']}\n'
  } > "$dir/oauth/settings.json"
  # By address: a name would have Dovecot ask a helper of its own first.
  cat > "$dir/oauth/dovecot.conf" <<CONF
introspection_mode = post
introspection_url = https://dovecot:$oauth_secret@127.0.0.1:$oauth/$oauth_tenant/oauth2/v2.0/introspect
tls_ca_cert_file = $dir/tls/ca.pem
username_attribute = email
active_attribute = active
active_value = true
timeout_msecs = 5000
CONF
  chmod 600 "$dir/oauth/settings.json" "$dir/oauth/dovecot.conf"; chmod 700 "$dir/oauth"
  cat >> "$dir/dovecot.conf" <<CONF
auth_mechanisms = \$auth_mechanisms xoauth2 oauthbearer
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = $dir/oauth/dovecot.conf
}
CONF
  # The other one knows no tokens.
  sed -i "s|^  driver = passwd-file|  driver = passwd-file\n  mechanisms = plain login cram-md5 scram-sha-1 scram-sha-256|" "$dir/dovecot.conf"
  for name in $users; do
    if oauth_is_only "$name"; then sed -i "/^$name@/d" "$dir/users"; fi
  done
  give_to_server oauth
  oauth_command=("$(as_server sh -c 'command -v node')" "$dir/oauth/server.mjs" "$dir/oauth/settings.json")
}

# No process for each fact: they are told at every start.
oauth_facts() { # FORMAT-OF-A-NUMBER FORMAT-OF-A-TEXT; the names of the shell's facts when they begin with MAIL_
  local authority=https://localhost:$oauth base=https://localhost:$oauth/$oauth_tenant name value
  while read -r name value; do
    case $2 in MAIL_*) name=${name^^} ;; *) [ "$name" != Client_Id ] || name=ClientId ;; esac
    # shellcheck disable=SC2059  # the caller's format
    if [ "${name^^}" = PORT ]; then printf "$1" "$name" "$value"; else printf "$2" "$name" "$value"; fi
  done <<FACTS
Port $oauth
Authority $authority
Tenant $oauth_tenant
Issuer $base/v2.0
Client_Id $oauth_client
Authorize $base/oauth2/v2.0/authorize
Token $base/oauth2/v2.0/token
Device $base/oauth2/v2.0/devicecode
Verify $base/oauth2/deviceauth
Revoke $base/oauth2/v2.0/revoke
Only $oauth_only
FACTS
}
oauth_shell_facts() { oauth_facts "MAIL_OAUTH_%s=%s\n" "MAIL_OAUTH_%s='%s'\n"; }
oauth_json_facts() { oauth_facts '"oauth%s": %s, ' '"oauth%s": "%s", '; }

# mailserver oauth: the words go through the server's own door.
oauth_turn() { # WORD...
  local what=${1:-} name
  [ -n "$what" ] || die "oauth token|expire|revoke|fail|register|log"
  shift
  case $what in
    token | expire | revoke) [ $# -ge 1 ] || die "oauth $what USER"; name=$(address "$1"); shift; set -- "$name" "$@" ;;
    fail) [ $# = 2 ] || die "oauth fail HOW COUNT" ;;
    log | register) ;;
    *) die "oauth token|expire|revoke|fail|register|log" ;;
  esac
  python3 "$here/oidc/control.py" "$dir" "$what" "$@"
  case $what in expire | revoke) doveadm_as kick "$name" >/dev/null 2>&1 || true ;; esac   # nobody to end is no error
}
