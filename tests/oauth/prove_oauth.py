# SPDX-License-Identifier: GPL-3.0-or-later
"""prove_oauth.py ROOT: 'mailserver start --oauth' from the start to the end, with a small client of its own and a real browser."""
import base64
import hashlib
import http.server
import imaplib
import json
import os
import poplib
import smtplib
import ssl
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

SERVERS = Path(sys.argv[1]).resolve() / "tests" / "servers"
SCOPE = "openid email profile offline_access https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send"
failures = []


def check(what, good, said=""):
    print(f"{'ok  ' if good else 'FAIL'} {what}", flush=True)
    if not good:
        failures.append(what)
        print("  " + str(said).replace("\n", "\n  "), flush=True)


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Reply(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        query = parse_qs(urlsplit(self.path).query)
        if query:
            self.server.came.append({name: values[0] for name, values in query.items()})
        text = b"<!DOCTYPE html><title>Back in the program</title><p>You can close this window.</p>"
        self.send_response(200 if query else 404)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_):
        pass


class Client:
    """What the program does, in short."""

    def __init__(self, facts):
        self.facts = facts
        self.context = ssl.create_default_context(cafile=facts["ca"])
        self.listener = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Reply)
        self.listener.came = []
        threading.Thread(target=self.listener.serve_forever, daemon=True).start()
        self.redirect = f"http://localhost:{self.listener.server_port}/"
        self.verifier = b64(os.urandom(48))

    def post(self, url, timeout=10, **fields):
        request = urllib.request.Request(url, urlencode({"client_id": self.facts["oauthClientId"], **fields}).encode())
        try:
            with urllib.request.urlopen(request, context=self.context, timeout=timeout) as answer:
                status, text = answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            status, text = error.code, error.read().decode()
        try:
            return status, json.loads(text or "{}")
        except ValueError:
            return status, {"error": "not JSON"}

    def token(self, **fields):
        return self.post(self.facts["oauthToken"], **fields)

    def refresh(self, token):
        return self.token(grant_type="refresh_token", refresh_token=token)

    def link(self, user, state, pkce=True):
        challenge = {"code_challenge": b64(hashlib.sha256(self.verifier.encode()).digest()), "code_challenge_method": "S256"} if pkce else {}
        return self.facts["oauthAuthorize"] + "?" + urlencode({
            "client_id": self.facts["oauthClientId"], "response_type": "code", "redirect_uri": self.redirect, "scope": SCOPE, "state": state,
            "nonce": "nonce-" + state, "login_hint": user, "prompt": "select_account", **challenge})

    def redeem(self, code, verifier=None):
        return self.token(grant_type="authorization_code", code=code, redirect_uri=self.redirect, code_verifier=verifier or self.verifier)

    def sign_in(self, user, state, *more):
        done = browse(self.facts, self.link(user, state), user, *more)
        return done, self.listener.came[-1] if self.listener.came else {}


def browse(facts, link, user, *more):
    done = subprocess.run([sys.executable, "-B", str(SERVERS / "browser-sign-in"), link, "--user", user, "--password-stdin", "--ca", facts["ca"], *more],
                          input="pw-" + user.split("@")[0] + "\n", stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode == 77:
        print(done.stderr)
        finish(facts, 77)
    return json.loads(done.stdout) if done.returncode == 0 else {"failed": done.stderr}


def mailserver(*words):
    done = subprocess.run(["bash", str(SERVERS / "mailserver"), *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    return done.returncode, done.stdout, done.stderr


def turn(facts, *words):
    code, out, err = mailserver("oauth", "--dir", facts["dir"], *words)
    check("mailserver oauth " + " ".join(words[:3]), code == 0, err)
    return [json.loads(line) for line in out.splitlines()]


def initial(mechanism, user, token):
    return (f"user={user}\1auth=Bearer {token}\1\1" if mechanism == "XOAUTH2"
            else f"n,a={user},\1host=localhost\1port=993\1auth=Bearer {token}\1\1").encode()


def imap(facts, context, mechanism, user, token):
    """The session when the token is taken, else the server's word."""
    client = imaplib.IMAP4_SSL("localhost", facts["imaps"], ssl_context=context)
    answers = [initial(mechanism, user, token), b"" if mechanism == "XOAUTH2" else b"\1"]
    try:
        client.authenticate(mechanism, lambda _: answers.pop(0) if answers else b"")
        return client
    except imaplib.IMAP4.error as error:
        return str(error)


def prove_mail(facts, client, token):
    for mechanism in ("XOAUTH2", "OAUTHBEARER"):
        session = imap(facts, client.context, mechanism, "alice@example.test", token)
        check(f"IMAP takes the token by {mechanism}", not isinstance(session, str), session)
        if not isinstance(session, str):
            session.select()
            session.logout()
        refused = imap(facts, client.context, mechanism, "alice@example.test", token[:-4] + "AAAA")
        check(f"IMAP refuses another one by {mechanism}", "AUTHENTICATIONFAILED" in str(refused), refused)
        refused = imap(facts, client.context, mechanism, "bob@example.test", token)
        check(f"and this one for another user by {mechanism}", isinstance(refused, str), refused)
        with smtplib.SMTP("localhost", facts["submission"]) as smtp:
            smtp.starttls(context=client.context)
            smtp.ehlo()
            check(f"SMTP offers {mechanism}", mechanism in smtp.esmtp_features.get("auth", "").split(), smtp.esmtp_features)
            code, text = smtp.docmd("AUTH", mechanism + " " + base64.b64encode(initial(mechanism, "alice@example.test", token)).decode())
            check(f"SMTP takes the token by {mechanism}", code == 235, (code, text))
            refused = smtp.sendmail("alice@example.test", ["bob@example.test"], "From: alice@example.test\r\nSubject: by token\r\n\r\nHello\r\n")
            check("and the mail", not refused, refused)
        with smtplib.SMTP_SSL("localhost", facts["smtps"], context=client.context) as smtp:
            smtp.ehlo()
            code, text = smtp.docmd("AUTH", mechanism + " " + base64.b64encode(initial(mechanism, "alice@example.test", "nonsense")).decode())
            if code == 334:
                code, text = smtp.docmd("" if mechanism == "XOAUTH2" else "AQ==")
            check(f"SMTP refuses another one by {mechanism}", code == 535, (code, text))
        if facts["pop3s"]:
            for arguments, lines in (("", 2), (" " + base64.b64encode(initial(mechanism, "alice@example.test", token)).decode(), 1)):
                pop = poplib.POP3_SSL("localhost", facts["pop3s"], context=client.context)
                pop._putline(f"AUTH {mechanism}{arguments}".encode())
                answer = pop._getline()[0]
                if lines == 2:
                    pop._putline(base64.b64encode(initial(mechanism, "alice@example.test", token)))
                    answer = answer, pop._getline()[0]
                check(f"POP3 takes the token by {mechanism} in {lines} line(s)", str(answer).count("+") == lines and "ERR" not in str(answer), answer)
                pop.close()


def prove_passwords(facts, context):
    for user, good in (("alice", True), ("carol", False)):
        client = imaplib.IMAP4_SSL("localhost", facts["imaps"], ssl_context=context)
        try:
            client.login(user + "@example.test", "pw-" + user)
            taken = True
        except imaplib.IMAP4.error:
            taken = False
        check(f"a password for {user}: {'taken' if good else 'refused'}", taken == good)
        client.shutdown()


def prove_code_flow(facts, client):
    done, reply = client.sign_in("alice@example.test", "s1", "--wrong-password-first")
    check("the browser signs in, a wrong password first", done.get("title") == "Back in the program" and done["finalUrl"] == client.redirect and
          done["steps"] == ["sign-in", "sign-in", "allow", "end"], done)
    print("     the browser took", done.get("seconds"), "s")
    check("state and issuer come back", reply.get("state") == "s1" and reply.get("iss") == facts["oauthIssuer"], reply)
    status, tokens = client.redeem(reply.get("code"))
    check("the code is redeemed", status == 200 and {"access_token", "refresh_token", "id_token", "expires_in", "scope"} <= tokens.keys(), (status, list(tokens)))
    part = tokens.get("id_token", "..").split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)) or b"{}")
    check("the ID token says who and for what", claims.get("email") == claims.get("preferred_username") == "alice@example.test" and
          claims.get("nonce") == "nonce-s1" and claims.get("iss") == facts["oauthIssuer"] and claims.get("aud") == facts["oauthClientId"], claims)
    check("and its subject is no address", claims.get("sub") and "@" not in claims["sub"], claims)
    return tokens


def prove_refusals(facts, client):
    _, reply = client.sign_in("alice@example.test", "s2")
    status, said = client.redeem(reply.get("code"), verifier=b64(os.urandom(48)))
    check("another PKCE verifier is refused", status == 400 and said.get("error") == "invalid_grant", (status, said))
    done = browse(facts, client.link("alice@example.test", "s3", pkce=False), "alice@example.test")
    check("without PKCE nothing begins", client.listener.came[-1].get("error") == "invalid_request" and done.get("steps") == ["end"], (done, client.listener.came[-1]))
    for word, state in (("--deny", "s4"), ("--cancel", "s5")):
        done, reply = client.sign_in("alice@example.test", state, word)
        check(f"{word}: the program hears of it", reply.get("error") == "access_denied" and reply.get("state") == state and
              done.get("title") == "Back in the program", (done, reply))


def prove_refresh(facts, client, tokens):
    status, second = client.refresh(tokens["refresh_token"])
    check("a refresh gives a new refresh token", status == 200 and second.get("refresh_token") not in (None, tokens["refresh_token"]), status)
    status, said = client.refresh(tokens["refresh_token"])
    check("the old one is refused", status == 400 and said.get("error") == "invalid_grant", (status, said))
    status, said = client.refresh(second["refresh_token"])
    check("and with it all that came from it", status == 400 and said.get("error") == "invalid_grant", (status, said))


def prove_control(facts, client):
    first = turn(facts, "token", "alice")[0]
    session = imap(facts, client.context, "XOAUTH2", "alice@example.test", first["access_token"])
    check("tokens without a browser are real", not isinstance(session, str), session)
    turn(facts, "expire", "alice")
    try:
        session.noop()
        ended = False
    except (imaplib.IMAP4.error, OSError):
        ended = True
    check("expire ends the running session", ended)
    check("and the access token", isinstance(imap(facts, client.context, "XOAUTH2", "alice@example.test", first["access_token"]), str))
    for how, good in (("503", lambda s, t: s == 503), ("html", lambda s, t: t.get("error") == "not JSON"), ("invalid_grant", lambda s, t: t.get("error") == how)):
        turn(facts, "fail", how, "1")
        status, said = client.refresh(first["refresh_token"])
        check(f"made to fail: {how}", good(status, said), (status, said))
    turn(facts, "fail", "timeout", "1")
    try:
        client.post(facts["oauthToken"], timeout=1)
        check("made to fail: timeout", False)
    except OSError:
        check("made to fail: timeout", True)
    turn(facts, "fail", "no-refresh", "1")
    status, said = client.refresh(first["refresh_token"])
    check("made to give no refresh token", status == 200 and "refresh_token" not in said and "access_token" in said, (status, list(said)))
    second = turn(facts, "token", "alice")[0]
    status, _ = client.post(facts["oauthRevoke"], token=second["refresh_token"], token_type_hint="refresh_token")
    check("the client revokes", status == 200, status)
    status, said = client.refresh(second["refresh_token"])
    check("and that token is refused", said.get("error") == "invalid_grant", (status, said))
    third = turn(facts, "token", "alice")[0]
    turn(facts, "revoke", "alice")
    status, said = client.refresh(third["refresh_token"])
    check("so it is when the server revokes", said.get("error") == "invalid_grant", (status, said))
    check("and the access token, too", isinstance(imap(facts, client.context, "XOAUTH2", "alice@example.test", third["access_token"]), str))


def prove_device(facts, client):
    status, device = client.post(facts["oauthDevice"], scope=SCOPE)
    check("the device flow begins", status == 200 and device.get("verification_uri") == facts["oauthVerify"], (status, device))
    poll = {"grant_type": "urn:ietf:params:oauth:grant-type:device_code", "device_code": device["device_code"]}
    check("nobody has said yes yet", client.token(**poll)[1].get("error") == "authorization_pending")
    done = browse(facts, device["verification_uri"], "carol@example.test", "--code", device["user_code"])
    check("the browser types the code and signs in", done.get("title") == "Signed in", done)
    status, tokens = client.token(**poll)
    check("there are tokens", status == 200 and "refresh_token" in tokens, (status, list(tokens), tokens.get("error")))
    check("for a user who has no password", not isinstance(imap(facts, client.context, "XOAUTH2", "carol@example.test", tokens.get("access_token")), str))


def prove_log(facts, secrets):
    log = turn(facts, "log")
    seen = {(line["endpoint"], line["result"]) for line in log}
    check("the log tells what was asked", {("authorize", "ok"), ("authorize", "invalid_request"), ("login", "wrong password"), ("consent", "ok"), ("token", "ok"),
          ("token", "invalid_grant"), ("token", "authorization_pending"), ("introspect", "active"), ("introspect", "inactive"), ("revoke", "ok")} <= seen, sorted(seen))
    check("and no token", not any(secret in json.dumps(log) for secret in secrets))


def processes_in(directory):
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            words = Path("/proc", pid, "cmdline").read_bytes().decode(errors="replace")
        except OSError:
            continue
        if directory in words and int(pid) != os.getpid():
            found.append(words.replace("\0", " "))
    return found


def finish(facts, code):
    mailserver("stop", "--dir", facts["dir"])
    sys.exit(code)


def main():
    began = time.monotonic()
    code, out, err = mailserver("start", "--smtp", "--oauth-only", "carol", "--json", "--watch-pid", str(os.getpid()))
    if code:
        print(err)
        sys.exit(77 if code == 77 else 1)
    facts = json.loads(out)
    print(f"     started in {time.monotonic() - began:.2f} s")
    client = Client(facts)
    with urllib.request.urlopen(facts["oauthIssuer"] + "/.well-known/openid-configuration", context=client.context) as answer:
        found = json.load(answer)
    check("discovery and the facts agree", [found[name] for name in ("issuer", "authorization_endpoint", "token_endpoint", "device_authorization_endpoint",
          "revocation_endpoint")] == [facts["oauth" + name] for name in ("Issuer", "Authorize", "Token", "Device", "Revoke")], found)
    check("only S256", found["code_challenge_methods_supported"] == ["S256"], found)
    tokens = prove_code_flow(facts, client)
    prove_mail(facts, client, tokens["access_token"])
    prove_passwords(facts, client.context)
    prove_refusals(facts, client)
    prove_refresh(facts, client, tokens)
    prove_control(facts, client)
    prove_device(facts, client)
    prove_log(facts, [tokens["access_token"], tokens["refresh_token"], tokens["id_token"], client.verifier])
    check("something is running", processes_in(facts["dir"]))
    mailserver("stop", "--dir", facts["dir"])
    for _ in range(100):  # the guard itself ends right after its folder
        if not processes_in(facts["dir"]):
            break
        time.sleep(0.05)
    check("after the end nothing is", not processes_in(facts["dir"]) and not os.path.exists(facts["dir"]), processes_in(facts["dir"]))
    sys.exit(1 if failures else 0)


main()
