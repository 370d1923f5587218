// SPDX-License-Identifier: Apache-2.0
// Commands that run the service: serve, demo, send-test.
#include "notifications/template_text.hpp"
#include "server/app.hpp"
#include "server/commands/command.hpp"
#include "server/commands/plan_input.hpp"
#include "server/commands/stop_signals.hpp"
#include "server/demonstration/demonstration.hpp"
#include "server/household.hpp"
#include "server/mail_relay.hpp"
#include "server/tokens.hpp"
#include "storage/connection.hpp"
#include "usecases/user_cases.hpp"

#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <future>
#include <ostream>
#include <sstream>

namespace inspectord {
namespace {

namespace fs = std::filesystem;

/// "settle.before:3" dies there the third time; "commit.before:3:fail" has the disk fail there.
std::function<void(std::string_view)> failpoint_from_environment() {
  const char* wanted = std::getenv("INSPECTORD_FAILPOINT");
  if (!wanted) return {};
  std::istringstream text{wanted};
  std::string name, count, how;
  std::getline(std::getline(std::getline(text, name, ':'), count, ':'), how);
  const auto countdown = std::make_shared<std::atomic<int>>(count.empty() ? 1 : std::stoi(count));
  return [name, countdown, fails = how == "fail"](std::string_view point) {
    if (point != name || --*countdown != 0) return;
    if (fails) throw StorageError{EIO, "the disk fails at " + name, true};
    ::kill(::getpid(), SIGKILL);
  };
}

std::string issue_demo_token(Writer& writer, const Actor& user, Instant now, Random& random,
                             const House& house) {
  const auto token = make_token(random);
  const auto id = writer.run([&](Transaction& tx) {
    return issue_token(tx, user.name, token.hash, "demo", std::nullopt, now, house);
  });
  if (!id) throw std::runtime_error("the demonstration's token was refused");
  return token.text.reveal();
}

Instant instant_or_now(const Console& console, const std::string& text) {
  if (text.empty()) return SystemClock{}.now();
  const auto at = parse_rfc3339(text);
  if (!at) fail(console, ExitCode::usage, "command.not_an_instant", {{"text", text}});
  return *at;
}

constexpr const char* demonstration_files[] = {"an-giang-2022", "bac-giang-2024", "quang-ninh-2024",
                                               "lang-son-2024", "binh-dinh-2021"};

}  // namespace

ExitCode serve(const Console& console) {
  StopSignals ending;
  SystemClock clock;
  SystemRandom random;
  App app{console.options, clock, random,
          AppHooks{.failpoint = failpoint_from_environment(),
                   .disk_failed = [&ending] { ending.call(); }}};
  app.start();
  console.err << words(console.language, "command.serve.ready",
                       {{"address", console.options.http.address},
                        {"port", std::to_string(app.port())}})
              << std::endl;
  ending.wait();
  console.err << words(console.language,
                       app.healthy() ? "command.serve.stopping" : "command.serve.disk_failed")
              << std::endl;
  app.stop();
  return app.healthy() ? ExitCode::ok : ExitCode::io;  // the next start recovers what there is
}

ExitCode demo(const Console& console, const DemoOptions& options) {
  const auto file = database_file(console.options);
  if (fs::exists(file)) {
    fail(console, ExitCode::cannot_create, "command.fresh_database_needed",
         {{"path", file.string()}});
  }
  std::vector<Plan> plans;
  for (const auto* name : demonstration_files) {
    plans.push_back(
        read_plan(console, (fs::path{options.plans} / (std::string{name} + ".json")).string()));
  }
  const Instant now = instant_or_now(console, options.as_of);
  SystemRandom random;
  Household household{console.options, random};
  Database database{file, Database::Use::command, now};
  const auto staff =
      demonstration_staff(database.writer(), now - std::chrono::hours{24 * 60}, household.house());
  const auto shown = demonstrate(database.writer(), household.house(), staff, plans, now);
  for (const auto& plan : shown.plans) {
    console.out << plan.id.to_string() << "\t" << state_code(plan.state) << "\t" << plan.number
                << "\t" << plan.content.key << "\n";
  }
  console.out << "token\t"
              << issue_demo_token(database.writer(), staff.planner, now, random, household.house())
              << "\n";
  return ExitCode::ok;
}

ExitCode send_test(const Console& console, const std::string& address) {
  const auto to = EmailAddress::parse(address);
  if (!to) fail(console, ExitCode::usage, "command.not_a_mail_address", {{"text", address}});
  SystemClock clock;
  SystemRandom random;
  Household household{console.options, random};
  const House& house = household.house();
  const auto now = clock.now();
  const auto id = MessageId::make(now, random);
  const auto subject = words(console.language, "command.test.subject");
  const auto text = words(console.language, "command.test.text") + "\n";
  const auto channel = open_mail_channel(console.options, house.from);
  std::promise<Delivery> answered;
  channel->deliver({.id = id,
                    .channel = "mail",
                    .to = to->text(),
                    .subject = subject,
                    .body = render({.id = id,
                                    .from = house.from,
                                    .to = Mailbox{*to, ""},
                                    .reply_to = house.reply_to,
                                    .subject = subject,
                                    .date = now,
                                    .utc_offset = house.zone.offset_at(now),
                                    .plan = std::nullopt,
                                    .text = text,
                                    .html = text_as_html(text)})},
                   [&](Delivery delivery) { answered.set_value(std::move(delivery)); });
  const auto delivery = answered.get_future().get();
  const bool accepted = delivery.outcome == DeliveryOutcome::accepted;
  const auto way = console.options.mail.relay.empty() ? spool_directory(console.options).string()
                                                      : console.options.mail.relay;
  console.err << words(console.language,
                       accepted ? "command.test.accepted" : "command.test.not_accepted",
                       {{"address", to->text()}, {"way", way}, {"detail", delivery.detail}})
              << "\n";
  if (!accepted)
    return delivery.outcome == DeliveryOutcome::retry ? ExitCode::try_again : ExitCode::unavailable;
  console.out << id.to_string() << "\n";
  return ExitCode::ok;
}

}  // namespace inspectord
