// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/app.hpp"
#include "server/demonstration/plan_life.hpp"
#include "storage/journal.hpp"
#include "storage/outbox_view.hpp"
#include "tests/support/mail_reader.hpp"
#include "tests/support/temporary_directory.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace inspectord {

Instant local(std::string_view date_and_time);  ///< "2024-05-06 08:00" in Vietnam.
LocalDate day(std::string_view date);           ///< "2024-05-06"
Plan plan_file(const std::string& key);         ///< plans/<key>.json

/// The whole service in this process, on loopback and on files of its own, with a clock that the
/// test moves.
class Journey {
 public:
  using Settings = std::function<void(Options&)>;

  explicit Journey(std::string_view start, const Settings& = {});
  ~Journey();

  App& app() { return *app_; }
  const House& house() const { return app_->house(); }
  const DemonstrationStaff& staff() const { return *staff_; }
  const std::filesystem::path& directory() const { return directory_.path(); }
  Instant now() const { return clock_.now(); }

  void stop();  ///< The process ends ...
  /// ... and comes back on the same files, at whatever time the clock shows by then. `paused`:
  /// nothing will go out.
  enum class Sending { open, paused };
  void start(Sending = Sending::open);
  void set_clock(std::string_view at) { clock_.set(local(at)); }
  /// Somebody sets the clock: no time passes.
  void jump_clock(std::string_view at) { clock_.jump(local(at)); }

  /// From the file to notified, now, as the people of the demonstration do it.
  PlanRecord issue(const Plan&, const std::string& number = "77/KH-MH");

  void tick();  ///< What is due goes out; waits until it is delivered.
  void move_to(std::string_view
                   at);  ///< The clock jumps there, and ticks: what lies between was slept through.
  void live_until(
      std::string_view at);  ///< The clock stops at every instant that is due on the way.

  std::vector<ReadMail> mails() {
    return reader_.fresh();
  }  ///< Those that came since the last call.

  template <class F>
  auto write(F f) {
    return app_->writer().run(std::move(f));
  }
  template <class F>
  auto read(F f) {
    return app_->snapshots().with_snapshot(std::move(f));
  }

  PlanRecord plan(PlanId);
  std::vector<LedgerRow> ledger(PlanId);
  std::vector<StoredMessage> messages(PlanId);  ///< Oldest first.
  std::vector<JournalRecord> journal();
  void pause(bool paused);  ///< The switch over all sending.

  // Acts by the one who may, on the version that is stored. They throw what a refusal says.
  ActOutcome act(PlanId, PlanAction, const PlanInput&, const Actor&);
  ActOutcome act(PlanId, const std::string& visit, VisitAction, const VisitInput&);
  ActOutcome act(PlanId, const std::string& duty, const std::string& debtor, DutyAction,
                 const DutyInput&);
  ActOutcome submit(PlanId, const std::string& duty, const std::string& debtor,
                    std::string_view sent_on);

  const VisitRecord visit(PlanId, const std::string& key);
  const DutyRecord duty(PlanId, const std::string& key, const std::string& debtor);

 private:
  void open();

  TemporaryDirectory directory_;
  ManualClock clock_;
  SeededRandom random_{20241122};
  Options options_;
  std::unique_ptr<App> app_;
  std::optional<DemonstrationStaff> staff_;
  MailReader reader_;
};

/// The keys of the agencies that mails went to, by the addresses of the demonstration.
std::vector<std::string> receivers(const std::vector<ReadMail>&);
std::vector<ReadMail> sent_at(const std::vector<ReadMail>&,
                              std::string_view at);  ///< "2024-05-06 08:00"
std::vector<ReadMail> speaking_of(const std::vector<ReadMail>&, std::string_view words);

}  // namespace inspectord
