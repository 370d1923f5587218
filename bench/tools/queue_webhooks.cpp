// SPDX-License-Identifier: Apache-2.0
// queue_webhooks DATABASE COUNT DUE_MILLISECONDS SPREAD_MILLISECONDS PORT ADDRESSES: puts webhooks
// into the outbox of a house that is not running, due from an instant on, evenly over so long.
#include "core/clock.hpp"
#include "storage/migrations.hpp"
#include "storage/outbox.hpp"
#include "storage/sqlite_connection.hpp"

#include <cstdio>
#include <cstdlib>
#include <string>

namespace inspectord::bench {
namespace {

void queue(const char* file, int count, std::int64_t due, std::int64_t spread, int port,
           int addresses) {
  const auto db = open_sqlite(file);
  const Instant now = SystemClock{}.now();
  (void)migrate(*db, now);
  SystemRandom random;
  db->begin_write();
  for (int i = 0; i < count; ++i) {
    const auto at = due + spread * i / count;
    NewMessage message;
    message.id = MessageId::make(now, random);
    message.channel = "webhook";
    message.address =
        "http://127.0.0.1:" + std::to_string(port) + "/hook/" + std::to_string(i % addresses);
    message.kind = "plan_notified";
    message.body = "{\"n\":" + std::to_string(i) + ",\"due\":" + std::to_string(at) +
                   ",\"data\":\"" + std::string(400, 'x') + "\"}";
    message.send_at = from_millis(at);
    outbox::enqueue(*db, message, now);
  }
  db->commit();
}

}  // namespace
}  // namespace inspectord::bench

int main(int count, char** arguments) {
  if (count < 7) return 64;
  try {
    inspectord::bench::queue(arguments[1], std::atoi(arguments[2]), std::atoll(arguments[3]),
                             std::atoll(arguments[4]), std::atoi(arguments[5]),
                             std::atoi(arguments[6]));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "queue_webhooks: %s\n", error.what());
    return 1;
  }
}
