#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# make-certificates.sh DIR: a throwaway authority (ca.pem) and the server certificates good, wronghost, expired,
# selfsigned and unknownca (signed by an authority that nobody knows). Nothing of it outlives the test.
set -euo pipefail
mkdir -p "$1"; cd "$1"
local_names="DNS:localhost,DNS:mail.example.test,IP:127.0.0.1,IP:127.0.0.2,IP:::1,IP:192.0.2.10" # the last: tst_NetworkChange's own network
for n in {21..30}; do local_names+=",IP:127.0.0.$n"; done # mailserver start --sieve-standard

authority() { # FILE NAME
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout "$1.key" -out "$1.pem" -sha256 \
    -days 30 -subj "/CN=$2" -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign 2>/dev/null
}
leaf() { # FILE NAMES AUTHORITY FROM TO; 'openssl ca' is the one way to a date in the past
  openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout "$1.key" -out "$1.csr" \
    -subj "/CN=${2%%,*}" 2>/dev/null
  printf 'subjectAltName=%s\nbasicConstraints=CA:FALSE\nkeyUsage=digitalSignature\nextendedKeyUsage=serverAuth\n' "$2" > "$1.ext"
  mkdir "$1.d"; : > "$1.d/index"
  printf '%s\n' '[ca]' 'default_ca=x' '[x]' "database=$1.d/index" "new_certs_dir=$1.d" 'default_md=sha256' \
    'policy=any' 'rand_serial=yes' 'unique_subject=no' '[any]' 'commonName=supplied' > "$1.cnf"
  openssl ca -batch -notext -config "$1.cnf" -cert "$3.pem" -keyfile "$3.key" -in "$1.csr" -out "$1.pem" \
    -startdate "$4" -enddate "$5" -extfile "$1.ext" 2>/dev/null
  rm -rf "$1.d" "$1.csr" "$1.ext" "$1.cnf"
}
from=$(date -u -d '-1 day' +%Y%m%d000000Z) to=$(date -u -d '+30 days' +%Y%m%d000000Z)
authority ca "Tributary test authority" & ca=$!
authority otherca "Another authority" & other=$!
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout selfsigned.key -out selfsigned.pem \
  -days 30 -subj /CN=localhost -addext "subjectAltName=DNS:localhost,IP:127.0.0.5" 2>/dev/null & self=$!
wait $ca; wait $other
leaf good "$local_names" ca "$from" "$to" & a=$!
leaf wronghost "DNS:wrong.example.test" ca "$from" "$to" & b=$!
leaf expired "DNS:localhost,IP:127.0.0.4" ca 20240101000000Z 20240201000000Z & c=$!
leaf unknownca "DNS:localhost,IP:127.0.0.6" otherca "$from" "$to" & d=$!
wait $self; wait $a; wait $b; wait $c; wait $d
rm -f ca.key otherca.key otherca.pem
chmod 755 .; chmod 644 ./*
