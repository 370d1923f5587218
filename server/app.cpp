// SPDX-License-Identifier: Apache-2.0
#include "server/app.hpp"

#include "server/alarm.hpp"
#include "server/delivery_desk.hpp"
#include "server/event_loop.hpp"
#include "server/exchange.hpp"
#include "server/feed_fetches.hpp"
#include "server/household.hpp"
#include "server/kept_actors.hpp"
#include "server/listener.hpp"
#include "server/long_routines.hpp"
#include "server/metrics.hpp"
#include "server/pool.hpp"
#include "server/round.hpp"
#include "server/routes/service_routes.hpp"
#include "server/service_duty.hpp"
#include "server/tokens.hpp"
#include "storage/files.hpp"
#include "storage/idempotency.hpp"
#include "storage/outbox_depth.hpp"
#include "usecases/user_cases.hpp"

#include <condition_variable>
#include <future>
#include <mutex>
#include <thread>

namespace inspectord {
namespace {

constexpr std::chrono::seconds patience{10};
constexpr std::size_t pool_threads = 2;
constexpr std::size_t most_for_pool = 64;  // each may hold a file in memory

/// Counts what has happened, so that others can wait for the next of it. Any thread.
class Tally {
 public:
  void add() {
    const std::lock_guard lock{mutex_};
    ++count_;
    changed_.notify_all();
  }
  std::uint64_t count() const {
    const std::lock_guard lock{mutex_};
    return count_;
  }
  /// False: the time came first.
  bool wait_beyond(std::uint64_t seen, std::chrono::steady_clock::time_point until) const {
    std::unique_lock lock{mutex_};
    return changed_.wait_until(lock, until, [&] { return count_ > seen; });
  }

 private:
  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  std::uint64_t count_ = 0;
};

}  // namespace

struct App::Content {
  Content(const Options& options_, const Clock& clock_, Random& random_, AppHooks hooks)
      : options(options_),
        clock(clock_),
        random(random_),
        household(options, random),
        database(
            database_file(options), Database::Use::service, clock.now(),
            [this](std::vector<WriterAct*> acts) {
              loop.post([this, acts = std::move(acts)] {
                snapshot.end();  // whoever hears of his write reads it from now on
                finish_all(acts);
              });
            },
            WriterOptions{.most_together = 256,
                          .failpoint = hooks.failpoint,
                          .failed = hooks.disk_failed,
                          .refused = [this] { alarm.ring(); }}),
        desk(options, clock, database.writer(), database.snapshots(), household.house(),
             {.wish =
                  [this](std::optional<Instant> at) {
                    alarm.wake_at(at);
                    courier_rounds.add();
                  },
              .noted = [this](std::string_view channel,
                              std::string_view outcome) { count(channel, outcome); },
              .failpoint = hooks.failpoint}),
        files(files_directory(options), {.failpoint = hooks.failpoint}) {
    database.writer().on_commit([this](std::int64_t) {
      loop.post([this] {
        snapshot.end();  // whoever hears of the commit reads it from now on
        listener.tell_of_commit();
      });
    });
  }

  /// Waits until the loop has done what was posted so far.
  void run_out() {
    std::promise<void> reached;
    loop.post([&reached] { reached.set_value(); });
    reached.get_future().wait();
  }

  void count(std::string_view channel, std::string_view outcome) {
    metrics.count_delivery(channel, outcome);
    if (outcome == "accepted") metrics.set_last_success("delivery", clock.now());
  }

  const Options options;
  const Clock& clock;
  Random& random;
  Household household;
  Metrics metrics{"0.1.0"};
  Tally courier_rounds;
  EventLoop loop{[this] {
    snapshot.end();
    acts.hand_over();
  }};
  Database database;
  IdempotencyLog answers;
  RoundSnapshot snapshot{database.snapshots()};
  KeptActors actors;
  RoundActs acts{database.writer()};
  Pool pool{pool_threads, most_for_pool};
  Pool readers{pool_threads, most_for_pool};
  Alarm alarm{clock, [this](Instant now) { return duty.run(now); }};
  DeliveryDesk desk;
  Files files;
  FeedFetches fetches;
  ServiceDuty duty{{.clock = clock,
                    .random = random,
                    .house = household.house(),
                    .writer = database.writer(),
                    .snapshots = database.snapshots(),
                    .desk = desk,
                    .files = files,
                    .options = options,
                    .fetches = fetches,
                    .answers = answers,
                    .metrics = metrics}};
  LongRoutines long_routines{{.options = options,
                              .house = household.house(),
                              .writer = database.writer(),
                              .snapshots = database.snapshots(),
                              .files = files},
                             clock};
  ApiParts api{.house = household.house(),
               .clock = clock,
               .files = files,
               .snapshots = database.snapshots(),
               .routines = routines_of(options.routines),
               .wake = [this] { alarm.ring(); }};
  Router router{service_routes(api,
                               {{"writer",
                                 [this]() -> std::optional<std::string> {
                                   if (!database.writer().healthy()) return "disk_failed";
                                   if (database.writer().refusing()) return "takes_no_writes";
                                   return std::nullopt;
                                 }},
                                {"first_tick",
                                 [this]() -> std::optional<std::string> {
                                   return duty.caught_up() ? std::nullopt
                                                           : std::optional<std::string>{"not_yet"};
                                 }}},
                               metrics, fetches, WebFiles{options.http.web_dir})};
  Exchange exchange{ExchangeParts{
      .router = router,
      .authenticate = authenticate_by_token(
          [this](const Sha256& hash, Instant now) {
            return actors.find(snapshot.current(), hash, now);
          },
          clock),
      .snapshot = [this]() -> Snapshot& { return snapshot.current(); },
      .words = [](Language language, std::string_view key,
                  const Arguments& arguments) { return words(language, key, arguments); },
      .clock = clock,
      .random = random,
      .answers = answers,
      .metrics = metrics,
      .default_language = household.house().language,
      .disk_failed = [this](const StorageError& error) { database.writer().give_up(error); }}};
  Listener listener{loop, exchange, {.acts = acts, .pool = pool, .readers = readers}, options.http};
  std::promise<void> drained;
  std::thread net;
};

App::App(const Options& options, const Clock& clock, Random& random, AppHooks hooks)
    : content_(std::make_unique<Content>(options, clock, random, std::move(hooks))) {}

App::~App() {
  stop();
}

void App::start() {
  auto& content = *content_;
  content.answers.begin_loading(content.database.snapshots());
  content.net = std::thread{[&content] { content.loop.run(); }};
  content.alarm.start();
  content.long_routines.start();
}

void App::stop() {
  auto& content = *content_;
  if (!content.net.joinable()) return;
  content.loop.post(
      [&content] { content.listener.stop([&content] { content.drained.set_value(); }); });
  content.drained.get_future().wait_for(patience);
  content.alarm.stop();
  content.long_routines.stop();
  content.duty.end(content.clock.now());
  content.desk.stop();
  content.pool.stop();
  content.readers.stop();
  content.run_out();  // what was decoded there goes to the writer
  content.database.writer().stop();
  content.run_out();  // hears of its last commits ...
  content.run_out();  // ... and of acts that came too late for them
  content.loop.stop();
  content.net.join();
}

void App::tick() {
  auto& content = *content_;
  content.duty.run(content.clock.now());
  content.long_routines.run(content.clock.now());
}

bool App::wait_delivered() {
  auto& content = *content_;
  const auto until = std::chrono::steady_clock::now() + patience;
  // What waits, what is under way and what is settled changes in the courier's rounds alone.
  while (true) {
    const auto seen = content.courier_rounds.count();
    const bool waiting = content.database.snapshots().with_snapshot(
        [&](Snapshot& db) { return outbox::is_busy(db, content.clock.now()); });
    if (!waiting && content.desk.in_flight() == 0) return true;
    if (!content.courier_rounds.wait_beyond(seen, until)) return false;
  }
}

std::uint16_t App::port() const {
  return content_->listener.port();
}
bool App::healthy() const {
  return content_->database.writer().healthy();
}
const House& App::house() const {
  return content_->household.house();
}
Writer& App::writer() {
  return content_->database.writer();
}
Snapshots& App::snapshots() {
  return content_->database.snapshots();
}

}  // namespace inspectord
