// SPDX-License-Identifier: GPL-3.0-or-later
// server.mjs SETTINGS.json: an OAuth 2.0 and OpenID Connect server on loopback for tests and demo, with addresses in the shape of
// Microsoft's. Started by 'mailserver start --oauth', which writes the settings and tells what it offers. Any scope below is
// granted; prompt is what Microsoft does with it: whoever comes is asked for the password and for consent, always.
// Beside its port it listens on a socket in its folder: the door by which 'mailserver oauth' turns things, see control().
import crypto from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { promisify } from 'node:util';
import Provider from 'oidc-provider';

const settings = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const { folder, port, authority, tenant, clientId, ttl, refreshTtl, checker, users } = settings;
const base = `/${tenant}/oauth2/v2.0`;
const issuer = `${authority}/${tenant}/v2.0`;
const discovery = '/.well-known/openid-configuration';
const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';
const mailScopes = ['mail', 'https://outlook.office.com/IMAP.AccessAsUser.All', 'https://outlook.office.com/POP.AccessAsUser.All',
  'https://outlook.office.com/SMTP.Send', 'https://mail.google.com/'];
const allScopes = ['openid', 'offline_access', 'email', 'profile', ...mailScopes];

// The subject says nothing: who takes it for an address is found out.
const subjectOf = (address) => crypto.createHash('sha256').update(`tributary-test:${address}`).digest('base64url').slice(0, 24);
const addressOf = new Map(users.map((user) => [subjectOf(user.address), user.address]));
const passwordFits = (name, password) => users.some((user) => user.address === name.toLowerCase() && user.password === password);
const now = () => Math.floor(Date.now() / 1000);

const { privateKey: signing } = await promisify(crypto.generateKeyPair)('rsa', { modulusLength: 2048 });

// All that the server knows, in memory: MODEL -> ID -> payload.
const store = new Map();
const model = (name) => store.get(name) ?? store.set(name, new Map()).get(name);
class Adapter {
  constructor(name) { this.all = model(name); }
  async upsert(id, payload, expiresIn) { this.all.set(id, { ...payload, until: expiresIn ? now() + expiresIn : Infinity }); }
  async find(id) {
    const found = this.all.get(id);
    return found && found.until > now() ? found : undefined;
  }
  async by(field, value) { return [...this.all.values()].find((payload) => payload[field] === value && payload.until > now()); }
  async findByUid(uid) { return this.by('uid', uid); }
  async findByUserCode(code) { return this.by('userCode', code); }
  async consume(id) { this.all.get(id).consumed = now(); }
  async destroy(id) { this.all.delete(id); }
  async revokeByGrantId(grantId) { for (const [id, payload] of this.all) if (payload.grantId === grantId) this.all.delete(id); }
}

const escaped = (text) => String(text ?? '').replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
const page = (title, body) => `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title><link rel="icon" href="data:,">
<style>body{font:16px/1.5 sans-serif;background:#eef1f4;color:#1d2328;margin:0}main{max-width:24rem;margin:4rem auto;padding:2rem;
background:#fff;border-radius:8px}label,input{display:block;width:100%;box-sizing:border-box}input{font:inherit;padding:.5rem;margin:.2rem 0 1rem}
button{font:inherit;padding:.5rem 1.2rem;margin-right:.5rem}.wrong{color:#b3261e}</style></head>
<body><main><h1>${escaped(title)}</h1>
${body}</main></body></html>`;
const signInPage = (uid, name, wrong) => page('Sign in', `${wrong ? '<p class="wrong" id="wrong">That is not the right password.</p>' : ''}
<form method="post" action="/interaction/${uid}"><label for="user">User name</label><input id="user" name="user" value="${escaped(name)}" autocomplete="off">
<label for="password">Password</label><input id="password" name="password" type="password" autocomplete="off" autofocus>
<button id="sign-in" name="do" value="sign-in">Sign in</button><button id="cancel" name="do" value="cancel">Cancel</button></form>`);
const consentPage = (uid, name, client, scopes) => page('Allow access?', `<p><b>${escaped(client)}</b> asks for access to the mail of <b>${escaped(name)}</b>:</p>
<ul>${scopes.map((scope) => `<li>${escaped(scope)}</li>`).join('')}</ul>
<form method="post" action="/interaction/${uid}"><button id="allow" name="do" value="allow">Allow</button><button id="deny" name="do" value="deny">Deny</button></form>`);

const provider = new Provider(issuer, {
  adapter: Adapter,
  clients: [
    // Loopback redirects take any port, and localhost is one, as at Microsoft.
    { client_id: clientId, client_name: 'Tributary', application_type: 'native', token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token', deviceGrant], response_types: ['code'],
      redirect_uris: ['http://localhost/', 'http://localhost', 'http://127.0.0.1/', 'http://127.0.0.1', 'http://[::1]/'] },
    { client_id: checker.id, client_secret: checker.secret, token_endpoint_auth_method: 'client_secret_basic',
      grant_types: [], response_types: [], redirect_uris: [] },
  ],
  pkce: { required: () => true, methods: ['S256'] },
  scopes: allScopes,
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'preferred_username'] },
  conformIdTokenClaims: false, // the address is in the ID token, as at Microsoft
  async findAccount(_ctx, sub) {
    const email = addressOf.get(sub);
    return email && { accountId: sub, claims: async () => ({ sub, email, email_verified: true, name: email.split('@')[0], preferred_username: email }) };
  },
  extraTokenClaims: (_ctx, token) => (token.accountId ? { email: addressOf.get(token.accountId) } : undefined),
  interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
  features: {
    devInteractions: { enabled: false },
    introspection: { enabled: true, allowedPolicy: (_ctx, client) => client.clientId === checker.id },
    revocation: { enabled: true },
    rpInitiatedLogout: { enabled: false },
    deviceFlow: {
      enabled: true,
      userCodeInputSource(ctx, form, _out, error) {
        ctx.body = page('Enter the code', `${error ? '<p class="wrong" id="wrong">That code is not known.</p>' : ''}${form}
<button id="next" form="op.deviceInputForm">Next</button>`);
      },
      userCodeConfirmSource(ctx, form, client, _device, code) {
        ctx.body = page('Is this the code?', `<p>${escaped(client.clientName)} shows <b>${escaped(code)}</b></p>${form}
<button id="confirm" form="op.deviceConfirmForm">Yes</button><button id="abort" form="op.deviceConfirmForm" name="abort" value="yes">No</button>`);
      },
      successSource(ctx) { ctx.body = page('Signed in', '<p id="done">You can close this page now.</p>'); },
    },
  },
  renderError(ctx, out) { ctx.type = 'html'; ctx.body = page('That did not work', `<p id="error">${escaped(out.error)}</p><p>${escaped(out.error_description)}</p>`); },
  routes: {
    authorization: `${base}/authorize`, token: `${base}/token`, device_authorization: `${base}/devicecode`, code_verification: `/${tenant}/oauth2/deviceauth`,
    revocation: `${base}/revoke`, introspection: `${base}/introspect`, userinfo: '/oidc/userinfo', jwks: `/${tenant}/discovery/v2.0/keys`,
  },
  rotateRefreshToken: true,
  issueRefreshToken: async (_ctx, client, code) => client.grantTypeAllowed('refresh_token') && code.scopes.has('offline_access'),
  expiresWithSession: () => false,
  ttl: { AccessToken: ttl, AuthorizationCode: 60, DeviceCode: 600, IdToken: 3600, RefreshToken: refreshTtl, Session: 3600, Grant: 31536000, Interaction: 3600 },
  jwks: { keys: [{ ...signing.export({ format: 'jwk' }), kid: 'test', use: 'sig', alg: 'RS256' }] },
  cookies: { keys: [crypto.randomBytes(24).toString('base64url')] },
});

// What was asked: never a token, a code or a password.
const log = [];
const note = (entry) => log.push({ time: new Date().toISOString(), ...entry });
let failure = { kind: '', left: 0 };

provider.use(async (ctx, next) => {
  const endpoint = [['authorize', `${base}/authorize`], ['token', `${base}/token`], ['devicecode', `${base}/devicecode`], ['revoke', `${base}/revoke`],
    ['introspect', `${base}/introspect`]].find(([, path]) => ctx.path === path)?.[0];
  await next();
  if (!endpoint) return;
  const asked = ctx.oidc?.params ?? ctx.oidc?.body ?? {};
  const answer = ctx.body && typeof ctx.body === 'object' ? ctx.body : {};
  const location = ctx.response.get('location');
  const away = location && URL.canParse?.(location) !== false && /^https?:/.test(location) ? new URL(location).searchParams.get('error') : null;
  const account = ctx.oidc?.entities?.AccessToken?.accountId ?? ctx.oidc?.entities?.Account?.accountId;
  note({ endpoint, client: ctx.oidc?.client?.clientId ?? asked.client_id, grantType: asked.grant_type, redirectUri: asked.redirect_uri, scope: asked.scope,
    loginHint: asked.login_hint, user: addressOf.get(account), status: ctx.status,
    result: answer.error ?? away ?? (endpoint === 'introspect' ? (answer.active ? 'active' : 'inactive') : ctx.status < 400 ? 'ok' : 'error') });
  if (endpoint === 'token' && failure.left > 0 && failure.kind === 'no-refresh' && answer.refresh_token) {
    failure.left--;
    delete answer.refresh_token;
    ctx.body = answer;
  }
});

const readBody = (req) => new Promise((resolve, reject) => {
  const parts = [];
  req.on('data', (part) => parts.push(part)).on('end', () => resolve(Buffer.concat(parts).toString('utf8'))).on('error', reject);
});
const html = (res, status, text) => res.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(text);

// The pages between: a password, then consent.
async function interaction(req, res, uid) {
  const { prompt, params, session, grantId } = await provider.interactionDetails(req, res);
  const finish = (result, merge) => provider.interactionFinished(req, res, result, { mergeWithLastSubmission: merge });
  const wanted = String(params.scope ?? '').split(' ').filter((scope) => allScopes.includes(scope));
  const address = addressOf.get(session?.accountId);
  if (req.method === 'GET') {
    return html(res, 200, prompt.name === 'login' ? signInPage(uid, params.login_hint, false) : consentPage(uid, address, 'Tributary', wanted));
  }
  const form = new URLSearchParams(await readBody(req));
  const pressed = form.get('do');
  if (pressed === 'cancel' || pressed === 'deny') {
    note({ endpoint: prompt.name, user: address, result: pressed });
    return finish({ error: 'access_denied', error_description: 'The user said no' }, false);
  }
  if (prompt.name === 'login') {
    const name = (form.get('user') ?? '').trim().toLowerCase(), fits = passwordFits(name, form.get('password'));
    note({ endpoint: 'login', user: name, result: fits ? 'ok' : 'wrong password' });
    return fits ? finish({ login: { accountId: subjectOf(name), remember: false } }, false) : html(res, 200, signInPage(uid, name, true));
  }
  const grant = (grantId && await provider.Grant.find(grantId)) || new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  grant.addOIDCScope(wanted.join(' '));
  note({ endpoint: 'consent', user: address, result: 'ok' });
  return finish({ consent: { grantId: await grant.save() } }, true);
}

// An answer of the token endpoint that a server should not give.
function fail(req, res) {
  failure.left--;
  note({ endpoint: 'token', result: `made to fail: ${failure.kind}` });
  req.resume();
  const kind = failure.kind;
  if (kind === 'timeout') return; // until the client is tired of it
  if (kind === 'close') return void req.socket.destroy();
  if (kind === 'html') return void html(res, 200, page('Maintenance', '<p>Back soon.</p>'));
  if (kind === 'garbage') return void res.writeHead(200, { 'content-type': 'application/json' }).end('{"access_token": ');
  if (/^\d+$/.test(kind)) return void html(res, Number(kind), page(`Error ${kind}`, '<p>Try again later.</p>'));
  res.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ error: kind, error_description: 'Made to fail' }));
}

const callback = provider.callback();
async function handle(req, res) {
  const url = new URL(req.url, authority);
  const uid = url.pathname.match(/^\/interaction\/([\w-]+)$/)?.[1];
  if (uid) return interaction(req, res, uid);
  if (url.pathname === `/${tenant}/v2.0${discovery}`) req.url = discovery;
  if (url.pathname === `${base}/token` && failure.left > 0 && failure.kind !== 'no-refresh') return fail(req, res);
  if (url.pathname === `${base}/authorize` && url.search && url.searchParams.get('prompt') !== 'none') {
    url.searchParams.set('prompt', 'login consent'); // select_account and none at all are the same here
    req.url = url.pathname + url.search;
  }
  return callback(req, res);
}
const guarded = (handler) => (req, res) => handler(req, res).catch((error) => {
  if (error.name !== 'SessionNotFound') console.error('oauth:', error);
  if (!res.headersSent) html(res, 400, page('That did not work', `<p id="error">${escaped(error.message)}</p>`));
});

// Real tokens without a browser.
async function tokens(address, scope) {
  const accountId = subjectOf(address), client = await provider.Client.find(clientId);
  const grant = new provider.Grant({ accountId, clientId });
  grant.addOIDCScope(scope);
  const common = { accountId, client, scope, grantId: await grant.save(), gty: 'authorization_code', expiresWithSession: false };
  const access = new provider.AccessToken({ ...common, extra: { email: address } });
  const refresh = new provider.RefreshToken({ ...common, authTime: now(), claims: {}, rotations: 0 });
  return { access_token: await access.save(), refresh_token: await refresh.save(), expires_in: ttl, scope, token_type: 'Bearer' };
}

// What an administrator does at a provider: a native public client, with an id of its own.
function register(name, redirectUri) {
  const id = crypto.randomUUID();
  model('Client').set(id, { client_id: id, client_name: name, application_type: 'native', token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token', deviceGrant], response_types: ['code'], redirect_uris: [redirectUri], until: Infinity });
  return { clientId: id };
}

// POST /revoke, /expire, /token, /fail, /log with the words as a JSON list; only the server's user gets to the socket.
async function control(req, res) {
  const words = JSON.parse(await readBody(req) || '[]');
  const user = words[0], answer = (value) => res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  const known = () => { if (!addressOf.has(subjectOf(user))) throw new Error(`nobody is called ${user}`); return subjectOf(user); };
  const drop = (names) => {
    const accountId = known();
    let count = 0;
    for (const name of names) for (const [id, payload] of model(name)) if (payload.accountId === accountId) { model(name).delete(id); count++; }
    return answer({ ended: count });
  };
  switch (req.url) {
    case '/revoke': return drop(['AccessToken', 'RefreshToken', 'AuthorizationCode', 'DeviceCode', 'Grant', 'Session']);
    case '/expire': return drop(['AccessToken']);
    case '/token': known(); return answer(await tokens(user, words[1] || allScopes.join(' ')));
    case '/fail': failure = { kind: words[0], left: Number(words[1] ?? 1) }; return answer({});
    case '/register': return answer(register(words[0] ?? 'Tributary', words[1] ?? 'http://localhost/'));
    case '/log': return answer(log);
    default: return res.writeHead(404).end();
  }
}

for (const event of ['server_error', 'introspection.error']) provider.on(event, (_ctx, error) => console.error(event, error));
const failed = (error) => { console.error(error.code === 'EADDRINUSE' ? 'oauth: Address already in use' : error); process.exit(1); };
const listen = (server, ...where) => new Promise((resolve) => server.on('error', failed).listen(...where, resolve));
const tls = { cert: fs.readFileSync(settings.certificate), key: fs.readFileSync(settings.key) };
const door = `${folder}/control`;
fs.rmSync(door, { force: true });
process.umask(0o077);
await Promise.all([...settings.listen.map((host) => listen(https.createServer(tls, guarded(handle)), port, host)),
  listen(http.createServer((req, res) => control(req, res).catch((error) => res.writeHead(400).end(error.message))), door)]);
fs.writeFileSync(`${folder}/ready`, '');
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => process.exit(0));
