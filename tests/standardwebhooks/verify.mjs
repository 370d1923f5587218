// SPDX-License-Identifier: Apache-2.0
// verify.mjs SEND_WEBHOOK: receives what the service's own channel posts and holds it against the npm package
// `standardwebhooks`, the reference implementation of https://www.standardwebhooks.com.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { once } from "node:events";
import { test } from "node:test";
import { promisify } from "node:util";
import { Webhook, WebhookVerificationError } from "standardwebhooks";

const sendWebhook = process.argv[2];
const body = JSON.stringify({
  type: "plan.notified",
  timestamp: "2026-03-02T01:00:00Z",
  data: { title: "Kế hoạch kiểm tra công tác trẻ em" },
});
const sentAt = "2026-03-02T01:00:00.750Z";
const secretOf = (byteCount) => "whsec_" + randomBytes(byteCount).toString("base64");

/** What arrives when send_webhook posts `body`, signed with each of `secrets`. */
async function received(secrets) {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    const url = `http://127.0.0.1:${server.address().port}/hook`;
    const sent = promisify(execFile)(sendWebhook, [url, sentAt, body, ...secrets]);
    const arrived = once(server, "request").then(([request, response]) => take(request, response));
    return (await Promise.all([arrived, sent]))[0];
  } finally {
    server.close();
  }
}

async function take(request, response) {
  const chunks = await request.toArray();
  response.writeHead(204).end();
  return { headers: request.headers, payload: Buffer.concat(chunks).toString("utf8") };
}

/** Verifies as a receiver would whose clock shows `now`. */
function verify(secret, { headers, payload }, now = sentAt) {
  const realNow = Date.now;
  Date.now = () => Date.parse(now);
  try {
    return new Webhook(secret).verify(payload, headers);
  } finally {
    Date.now = realNow;
  }
}

for (const byteCount of [24, 32, 64]) {
  test(`a webhook signed with ${byteCount} bytes is verified`, async () => {
    const secret = secretOf(byteCount);
    assert.deepEqual(verify(secret, await received([secret])), JSON.parse(body));
  });
}

test("while secrets rotate, the holder of either verifies", async () => {
  const [current, former, stranger] = [secretOf(32), secretOf(32), secretOf(32)];
  const webhook = await received([current, former]);
  assert.deepEqual(verify(current, webhook), JSON.parse(body));
  assert.deepEqual(verify(former, webhook), JSON.parse(body));
  assert.throws(() => verify(stranger, webhook), WebhookVerificationError);
});

test("a changed body, id or timestamp is refused", async () => {
  const secret = secretOf(32);
  const webhook = await received([secret]);
  const changed = [
    { ...webhook, payload: webhook.payload.replace("notified", "cancelled") },
    { ...webhook, headers: { ...webhook.headers, "webhook-id": "01902d3e-8c00-7abc-8def-000000000000" } },
    { ...webhook, headers: { ...webhook.headers, "webhook-timestamp": "1772413201" } },
  ];
  for (const forgery of changed) assert.throws(() => verify(secret, forgery), WebhookVerificationError);
});

test("five minutes later it is taken, a second after that it is too old", async () => {
  const secret = secretOf(32);
  const webhook = await received([secret]);
  assert.deepEqual(verify(secret, webhook, "2026-03-02T01:05:00Z"), JSON.parse(body));
  assert.throws(() => verify(secret, webhook, "2026-03-02T01:05:01Z"), WebhookVerificationError);
});
