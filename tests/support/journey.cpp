// SPDX-License-Identifier: Apache-2.0
#include "tests/support/journey.hpp"

#include "formats/plan_file.hpp"
#include "storage/plans.hpp"
#include "storage/reminders.hpp"
#include "usecases/sending_cases.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "places.hpp"

namespace inspectord {
namespace {

template <class T>
T must(Result<T> result) {
  if (result) return std::move(result).value();
  std::string what = "refused:";
  for (const auto& problem : result.error().problems()) {
    what += " " + std::string{problem.reason.code} + " at " + problem.pointer;
  }
  throw std::runtime_error(what);
}

AgencyId agency_of(const PlanRecord& record, const std::string& key) {
  const auto found = record.agencies.find(key);
  if (found == record.agencies.end()) throw std::runtime_error("no agency " + key);
  return found->second;
}

}  // namespace

Instant local(std::string_view date_and_time) {
  const auto date = parse_date(date_and_time.substr(0, 10));
  const auto time = parse_time(date_and_time.substr(11));
  return Zone::vietnam().at(date.value(), time.value());
}

LocalDate day(std::string_view date) {
  return parse_date(date).value();
}

Plan plan_file(const std::string& key) {
  std::ifstream file{std::string{INSPECTORD_SOURCE_DIR} + "/plans/" + key + ".json",
                     std::ios::binary};
  const std::string text{std::istreambuf_iterator<char>{file}, {}};
  return decode_plan(text).value();
}

Journey::Journey(std::string_view start, const Settings& settings)
    : clock_(local(start)), reader_(directory_ / "spool") {
  options_.http.port = 0;
  options_.storage.path = directory_ / "inspectord.db";
  options_.mail.from = "thong-bao@minhhoa.example";
  if (settings) settings(options_);
  open();
  staff_ = demonstration_staff(app_->writer(), now(), house());
}

Journey::~Journey() {
  stop();
}

void Journey::open() {
  app_ = std::make_unique<App>(options_, clock_, random_);
  app_->start();
}

void Journey::stop() {
  app_.reset();
}

void Journey::start(Sending sending) {
  open();
  if (sending == Sending::open) {
    tick();
  } else {
    app_->tick();
  }
}

PlanRecord Journey::issue(const Plan& plan, const std::string& number) {
  return PlanLife{app_->writer(), house(), staff()}.issue(plan, number, now());
}

void Journey::tick() {
  app_->tick();
  if (!app_->wait_delivered()) throw std::runtime_error("deliveries did not end");
}

void Journey::move_to(std::string_view at) {
  set_clock(at);
  tick();
}

void Journey::live_until(std::string_view at) {
  const Instant end = local(at);
  while (true) {
    const auto next = read([](Snapshot& db) { return next_reminder_at(db); });
    if (!next || *next > end) break;
    clock_.set(std::max(*next, now()));
    tick();
  }
  clock_.set(end);
  tick();
}

PlanRecord Journey::plan(PlanId id) {
  return read([&](Snapshot& db) { return find_plan(db, id); }).value();
}

std::vector<LedgerRow> Journey::ledger(PlanId id) {
  return read([&](Snapshot& db) { return ledger_of(db, id, std::nullopt, 100'000); });
}

std::vector<StoredMessage> Journey::messages(PlanId id) {
  auto found = read([&](Snapshot& db) { return outbox::list(db, {.plan = id, .most = 100'000}); });
  std::reverse(found.begin(), found.end());
  return found;
}

std::vector<JournalRecord> Journey::journal() {
  return read([](Snapshot& db) { return journal::read_after(db, 0, 100'000); });
}

void Journey::pause(bool paused) {
  must(write([&](Transaction& tx) {
    auto position = outbox::sending_switch(tx);
    position.paused = paused;
    position.reason = "Thử nghiệm";
    return switch_sending(tx, position, staff().planner, now(), house());
  }));
}

ActOutcome Journey::act(PlanId id, PlanAction action, const PlanInput& input, const Actor& actor) {
  return must(write([&](Transaction& tx) {
    return act_on_plan(tx, id, std::nullopt, action, input, actor, now(), house());
  }));
}

ActOutcome Journey::act(PlanId id, const std::string& key, VisitAction action,
                        const VisitInput& input) {
  const auto target = visit(id, key).id;
  return must(write([&](Transaction& tx) {
    return act_on_visit(tx, target, std::nullopt, action, input, staff().planner, now(), house());
  }));
}

ActOutcome Journey::act(PlanId id, const std::string& key, const std::string& debtor,
                        DutyAction action, const DutyInput& input) {
  const auto target = duty(id, key, debtor).id;
  return must(write([&](Transaction& tx) {
    return act_on_duty(tx, target, std::nullopt, action, input, staff().planner, now(), house());
  }));
}

ActOutcome Journey::submit(PlanId id, const std::string& key, const std::string& debtor,
                           std::string_view sent_on) {
  DutyInput input;
  input.submission = Submission{.id = {},
                                .number = "12/BC-UBND",
                                .paper_date = day(sent_on),
                                .sent_on = day(sent_on),
                                .received_on = {},
                                .way = "axis",
                                .nil = false,
                                .recorded_by = {},
                                .recorded_at = {}};
  return act(id, key, debtor, DutyAction::submit, input);
}

const VisitRecord Journey::visit(PlanId id, const std::string& key) {
  const auto record = plan(id);
  const auto* found = find_by_key(record.visits, key);
  if (!found) throw std::runtime_error("no visit " + key);
  return *found;
}

const DutyRecord Journey::duty(PlanId id, const std::string& key, const std::string& debtor) {
  const auto record = plan(id);
  const auto agency = agency_of(record, debtor);
  for (const auto& one : record.duties) {
    if (one.key == key && one.agency == agency && one.state != DutyState::ended) return one;
  }
  throw std::runtime_error("no duty " + key + " of " + debtor);
}

std::vector<std::string> receivers(const std::vector<ReadMail>& mails) {
  std::vector<std::string> keys;
  for (const auto& mail : mails) {
    const auto dot = mail.to.find('.');
    keys.push_back(mail.to.substr(dot + 1, mail.to.find('@') - dot - 1));
  }
  return keys;
}

std::vector<ReadMail> sent_at(const std::vector<ReadMail>& mails, std::string_view at) {
  std::vector<ReadMail> found;
  for (const auto& mail : mails) {
    if (mail.at == std::string{at} + ":00 +0700") found.push_back(mail);
  }
  return found;
}

std::vector<ReadMail> speaking_of(const std::vector<ReadMail>& mails, std::string_view words) {
  std::vector<ReadMail> found;
  for (const auto& mail : mails) {
    if ((mail.subject + "\n" + mail.text).find(words) != std::string::npos) found.push_back(mail);
  }
  return found;
}

}  // namespace inspectord
