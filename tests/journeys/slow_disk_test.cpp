// SPDX-License-Identifier: Apache-2.0
// A disk that stands still, and one that fails.
#include "server/commands/command.hpp"
#include "server/tokens.hpp"
#include "storage/connection.hpp"
#include "tests/support/journey.hpp"
#include "tests/support/raw_client.hpp"
#include "usecases/user_cases.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <cstdlib>
#include <future>
#include <mutex>
#include <sstream>
#include <thread>

namespace inspectord {
namespace {

using ::testing::HasSubstr;

/// Holds who writes a file until the disk "goes on".
class HeldDisk {
 public:
  void hold(std::string_view point) {
    if (point != "file.before") return;
    std::unique_lock lock{mutex_};
    ++held_;
    changed_.notify_all();
    changed_.wait_for(lock, std::chrono::seconds{30}, [this] { return goes_on_; });
  }
  bool wait_until_held(int files) {
    std::unique_lock lock{mutex_};
    return changed_.wait_for(lock, std::chrono::seconds{10}, [&] { return held_ >= files; });
  }
  void go_on() {
    const std::lock_guard lock{mutex_};
    goes_on_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int held_ = 0;
  bool goes_on_ = false;
};

/// The service with hooks of the test's own, and a planner's token.
class OnABadDisk : public ::testing::Test {
 protected:
  OnABadDisk() {
    options.http.port = 0;
    options.storage.path = directory / "inspectord.db";
    options.mail.from = "thong-bao@minhhoa.example";
  }
  void start(AppHooks hooks) {
    app = std::make_unique<App>(options, clock, random, std::move(hooks));
    app->start();
    app->tick();
    const auto made = make_token(random);
    app->writer().run([&](Transaction& tx) {
      add_user(tx, "lan", {.name = "Sở Y tế"}, {Role::planner}, clock.now(), app->house()).value();
      issue_token(tx, "lan", made.hash, "test", std::nullopt, clock.now(), app->house()).value();
    });
    token = made.text.reveal();
  }
  void start_on_a_disk_that_fills() {
    constexpr int sqlite_full = 13;
    start({.failpoint = [this](std::string_view point) {
      if (fails && point == "commit.before") throw StorageError{sqlite_full, "disk full"};
    }});
  }
  std::string request(const std::string& line, const std::string& body = {}) {
    return line + " HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer " + token +
           "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
  }
  RawAnswer ask(const std::string& line) {
    RawClient client{app->port()};
    client.send(request(line));
    return client.receive().value();
  }

  TemporaryDirectory directory;
  Options options;
  ManualClock clock{local("2024-04-24 09:00")};
  SeededRandom random{1};
  HeldDisk disk;
  std::atomic<bool> fails{false};
  std::promise<void> told;
  std::unique_ptr<App> app;
  std::string token;
};

TEST_F(OnABadDisk, ReadsAreAnsweredWhileUploadsWaitForIt) {
  start({.failpoint = [this](std::string_view point) { disk.hold(point); }});
  RawClient first{app->port()}, second{app->port()};
  first.send(request("POST /api/v1/files", "giấy tờ một"));
  second.send(request("POST /api/v1/files", "giấy tờ hai"));
  ASSERT_TRUE(disk.wait_until_held(2));
  EXPECT_EQ(ask("GET /api/v1/plans").status, 200);
  EXPECT_EQ(ask("GET /readyz").status, 200);
  EXPECT_EQ(ask("GET /api/v1/files/" + std::string(64, 'a')).status, 404);
  disk.go_on();
  EXPECT_EQ(first.receive().value().status, 201);
  const auto kept = second.receive().value();
  EXPECT_EQ(kept.status, 201);
  EXPECT_EQ(ask("GET " + kept.field("Location")).body, "giấy tờ hai");
}

TEST_F(OnABadDisk, NothingIsWrittenAnyMoreAndThatIsSaid) {
  start({.failpoint =
             [this](std::string_view point) {
               if (fails && point == "commit.before") throw StorageError{EIO, "sync", true};
             },
         .disk_failed = [this] { told.set_value(); }});
  EXPECT_EQ(ask("GET /readyz").status, 200);
  fails = true;
  RawClient writing{app->port()};
  writing.send(request("POST /api/v1/files", "giấy tờ"));
  EXPECT_EQ(writing.receive().value().status, 503);
  EXPECT_EQ(told.get_future().wait_for(std::chrono::seconds{10}), std::future_status::ready);
  fails = false;  // the disk comes back, but who knows what it forgot
  writing.send(request("POST /api/v1/files", "giấy tờ"));
  EXPECT_EQ(writing.receive().value().status, 503);
  const auto ready = ask("GET /readyz");
  EXPECT_EQ(ready.status, 503);
  EXPECT_THAT(ready.body, HasSubstr("disk_failed"));
  EXPECT_EQ(ask("GET /api/v1/plans").status, 200) << "reading goes on";
}

TEST_F(OnABadDisk, IsLeftAloneForASecondAndThatIsSaidMeanwhile) {
  start_on_a_disk_that_fills();
  fails = true;
  RawClient writing{app->port()};
  writing.send(request("POST /api/v1/files", "giấy tờ"));
  EXPECT_EQ(writing.receive().value().status, 503);
  fails = false;  // room for the little that a tick writes
  app->tick();
  const auto soon = ask("GET /readyz");
  EXPECT_EQ(soon.status, 503);
  EXPECT_THAT(soon.body, HasSubstr("takes_no_writes"));
  clock.advance(std::chrono::milliseconds{999});
  app->tick();
  EXPECT_EQ(ask("GET /readyz").status, 503);
  clock.advance(std::chrono::milliseconds{1});
  app->tick();
  EXPECT_EQ(ask("GET /readyz").status, 200);
  writing.send(request("POST /api/v1/files", "giấy tờ"));
  EXPECT_EQ(writing.receive().value().status, 201);
}

TEST_F(OnABadDisk, IsTriedAgainEverySecond) {
  start_on_a_disk_that_fills();
  fails = true;
  RawClient writing{app->port()};
  writing.send(request("POST /api/v1/files", "giấy tờ"));
  EXPECT_EQ(writing.receive().value().status, 503);
  app->tick();
  for (int second = 1; second <= 3; ++second) {
    clock.advance(std::chrono::seconds{1});
    app->tick();
    EXPECT_EQ(ask("GET /readyz").status, 503) << second;
  }
  fails = false;
  app->tick();
  EXPECT_EQ(ask("GET /readyz").status, 503) << "was tried just now";
  clock.advance(std::chrono::seconds{1});
  app->tick();
  EXPECT_EQ(ask("GET /readyz").status, 200);
}

TEST_F(OnABadDisk, ServeEndsByItselfWithAnErrorCode) {
  std::ostringstream out, err;
  const Console console{.options = options, .language = Language::en, .out = out, .err = err};
  ::setenv("INSPECTORD_FAILPOINT", "commit.before:1:fail", 1);
  ExitCode code = ExitCode::ok;
  // A thread of its own, since serving blocks signals in the one it is called on.
  std::thread serving{[&] { code = serve(console); }};
  serving.join();
  ::unsetenv("INSPECTORD_FAILPOINT");
  EXPECT_EQ(code, ExitCode::io);
  EXPECT_THAT(err.str(), HasSubstr("the disk failed"));
}

}  // namespace
}  // namespace inspectord
