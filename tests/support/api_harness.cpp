// SPDX-License-Identifier: Apache-2.0
#include "tests/support/api_harness.hpp"

#include "server/exchange.hpp"
#include "server/kept_actors.hpp"
#include "server/metrics.hpp"
#include "server/routes/service_routes.hpp"
#include "server/tokens.hpp"
#include "storage/migrations.hpp"
#include "storage/snapshots.hpp"
#include "storage/sqlite_connection.hpp"
#include "storage/users.hpp"
#include "tests/support/exchange_log.hpp"
#include "tests/support/temporary_directory.hpp"
#include "usecases/user_cases.hpp"
#include "words/catalogue.hpp"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <stdexcept>

namespace inspectord {
namespace {

/// What the session does with an act, for a thread that can wait.
class AwaitedAct final : public WriterAct {
 public:
  AwaitedAct(PreparedAct& prepared, Instant now) : prepared_(prepared), now_(now) {}

  bool act(Transaction& transaction) override { return prepared_.act(transaction, now_); }
  void finish() noexcept override {
    const std::lock_guard lock{mutex_};
    finished_ = true;
    changed_.notify_one();
  }
  void wait() {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [this] { return finished_; });
  }

 private:
  PreparedAct& prepared_;
  const Instant now_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool finished_ = false;
};

std::unique_ptr<Connection> migrated(const std::filesystem::path& path, Instant now) {
  auto connection = open_sqlite(path);
  migrate(*connection, now);
  return connection;
}

const JsonValue& at(const JsonValue& json, std::string_view pointer) {
  const auto* found = json.at_pointer(pointer);
  if (!found)
    throw std::runtime_error("nothing at " + std::string{pointer} + " in " + write_json(json));
  return *found;
}

}  // namespace

struct ApiHarness::Content {
  std::optional<Actor> actor_of_token(const Sha256& hash, Instant now) {
    return pool.with_snapshot([&](Snapshot& snapshot) -> std::optional<Actor> {
      return actors.find(snapshot, hash, now);
    });
  }

  KeptActors actors;
  TemporaryDirectory directory;
  ManualClock clock{*parse_rfc3339("2024-04-15T02:00:00Z")};
  SeededRandom random{20240415};
  House house{.zone = Zone::vietnam(),
              .days_off = DaysOff::vietnam(),
              .random = random,
              .from = Mailbox{EmailAddress::parse("inspectord@example.vn").value(), "inspectord"},
              .reply_to = std::nullopt,
              .language = Language::vi};
  Files files{directory / "files"};
  Metrics metrics{"test"};
  Writer writer{migrated(directory / "house.db", clock.now())};
  Snapshots pool{[this] {
    SqliteOptions options;
    options.use = SqliteOptions::Use::read;
    return open_sqlite(directory / "house.db", options);
  }};
  IdempotencyLog answers;
  int woken = 0;
  FeedFetches fetches;
  ApiParts parts{.house = house, .clock = clock, .files = files, .snapshots = pool, .wake = [this] {
                   ++woken;
                 }};
  const std::vector<Route> table{api_routes(parts)};
  Router router{service_routes(parts, {}, metrics, fetches, WebFiles{{}})};
  Snapshot* current = nullptr;
  Exchange exchange{ExchangeParts{
      .router = router,
      .authenticate = authenticate_by_token(
          [this](const Sha256& hash, Instant now) { return actor_of_token(hash, now); }, clock),
      .snapshot = [this]() -> Snapshot& { return *current; },
      .words = [](Language language, std::string_view key,
                  const Arguments& arguments) { return words(language, key, arguments); },
      .clock = clock,
      .random = random,
      .answers = answers,
      .metrics = metrics}};

  Response answer(const Request& request) {
    auto reading = pool.begin();
    current = &reading.snapshot();
    auto admitted = exchange.admit(request);
    if (auto* refused = std::get_if<Response>(&admitted)) return std::move(*refused);
    auto& allowed = std::get<Admitted>(admitted);
    auto begun = exchange.begin(allowed, request);
    if (auto* response = std::get_if<Response>(&begun)) return std::move(*response);
    auto& prepared = *std::get<std::unique_ptr<PreparedAct>>(begun);
    AwaitedAct act{prepared, clock.now()};
    writer.submit(act);
    act.wait();
    return exchange.finish(prepared, act, allowed, request);
  }
};

ApiHarness::ApiHarness() : content_(std::make_unique<Content>()) {
  content_->answers.begin_loading(content_->pool);
}
ApiHarness::~ApiHarness() = default;

std::string ApiHarness::user(const std::string& name, const std::string& agency, Roles roles) {
  content_->writer.run([&](Transaction& tx) {
    add_user(tx, name, {.name = agency}, roles, content_->clock.now(), content_->house).value();
  });
  return token(name);
}

std::string ApiHarness::token(const std::string& name) {
  const auto token = make_token(content_->random);
  content_->writer.run([&](Transaction& tx) {
    const auto now = content_->clock.now();
    issue_token(tx, name, token.hash, "test", std::nullopt, now, content_->house).value();
  });
  return token.text.reveal();
}

ApiAnswer ApiHarness::ask(Method method, std::string_view target, const std::string& token,
                          std::string body, const Fields& fields) {
  Request request;
  request.method = method;
  const auto question = target.find('?');
  request.path = target.substr(0, question);
  if (question != std::string_view::npos) request.query = target.substr(question + 1);
  if (!token.empty()) request.headers.add("Authorization", "Bearer " + token);
  for (const auto& [name, value] : fields) request.headers.add(name, value);
  request.body = std::move(body);
  content_->exchange.introduce(request);
  auto response = content_->answer(request);
  log_exchange(request, response);
  std::string content{response.content()};
  const auto json = parse_json(content);
  return {.status = response.status,
          .headers = std::move(response.headers),
          .body = std::move(content),
          .json = json ? *json : JsonValue{}};
}

ManualClock& ApiHarness::clock() {
  return content_->clock;
}
Writer& ApiHarness::writer() {
  return content_->writer;
}
const House& ApiHarness::house() const {
  return content_->house;
}
const std::vector<Route>& ApiHarness::routes() const {
  return content_->table;
}
const Router& ApiHarness::router() const {
  return content_->router;
}
FeedFetches& ApiHarness::fetches() {
  return content_->fetches;
}
int ApiHarness::times_woken() const {
  return content_->woken;
}

std::string ApiAnswer::text(std::string_view pointer) const {
  const auto* found = json.at_pointer(pointer);
  if (!found) return "";
  return found->if_string() ? *found->if_string() : write_json(*found);
}

const JsonArray& ApiAnswer::list(std::string_view pointer) const {
  const auto* array = at(json, pointer).if_array();
  if (!array) throw std::runtime_error("no list at " + std::string{pointer});
  return *array;
}

std::vector<std::string> ApiAnswer::codes() const {
  std::vector<std::string> codes;
  for (const auto& error : list("/errors")) codes.push_back(*at(error, "/code").if_string());
  return codes;
}

}  // namespace inspectord
