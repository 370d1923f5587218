// SPDX-License-Identifier: Apache-2.0
#include "server/demonstration/moved_plan.hpp"

#include "calendar/date_words.hpp"

namespace inspectord {
namespace {

class Mover {
 public:
  explicit Mover(int weeks) : days_(weeks * 7) {}

  void operator()(LocalDate& date) const { date = plus_days(date, days_); }
  void operator()(std::optional<LocalDate>& date) const {
    if (date) date = plus_days(*date, days_);
  }
  LocalDate moved(LocalDate date) const { return plus_days(date, days_); }

 private:
  int days_;
};

std::string phrase(Bound bound, LocalDate day) {
  return words(Language::vi, "due.before_or_by",
               {{"bound", words(Language::vi, bound == Bound::before ? "due.before" : "due.by")},
                {"date", short_date(Language::vi, day)}});
}

void move_yearly(PlannedDue& due, int old_year, int new_year, const Mover& mover) {
  const LocalDate day = mover.moved(LocalDate{std::chrono::year{old_year} / *due.month_day});
  const LocalDate last = due.bound == Bound::before ? plus_days(day, -1) : day;
  due.raw = phrase(due.bound, day);
  if (static_cast<int>(last.year()) == new_year && static_cast<int>(day.year()) == new_year) {
    due.month_day = std::chrono::month_day{day.month(), day.day()};
    return;
  }
  due.kind = DueKind::date;
  due.month_day.reset();
  due.day = day;
}

void move_due(PlannedDue& due, int old_year, int new_year, const Mover& mover) {
  if (due.kind == DueKind::yearly && due.month_day) {
    move_yearly(due, old_year, new_year, mover);
  } else if (due.kind == DueKind::date && due.day) {
    mover(due.day);
    due.raw = phrase(due.bound, *due.day);
  }
  if (due.kind == DueKind::within || due.kind == DueKind::ahead) mover(due.day);
  mover(due.start);
  mover(due.end);
}

}  // namespace

Plan moved_by_weeks(Plan plan, int weeks) {
  const Mover mover{weeks};
  const int old_year = plan.plan_year;
  plan.plan_year = static_cast<int>(mover.moved(make_date(old_year, 7, 1)).year());
  if (plan.period) {
    mover(plan.period->start);
    mover(plan.period->end);
  }
  if (plan.date && plan.date->full()) {
    const LocalDate date = mover.moved(*plan.date->full());
    plan.date = PartialDate{static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                            static_cast<unsigned>(date.day())};
  } else {
    plan.date.reset();
  }
  for (auto& visit : plan.visits) mover(visit.date);
  for (auto& duty : plan.duties) move_due(duty.due, old_year, plan.plan_year, mover);
  for (auto& duty : plan.recurring_duties) mover(duty.anchor);
  for (auto& task : plan.tasks) mover(task.due);
  for (auto& event : plan.events) {
    mover(event.start);
    mover(event.end);
  }
  plan.remarks.push_back("Bản minh họa: mọi ngày được dời " + std::to_string(weeks) + " tuần.");
  return plan;
}

int weeks_to_reach(LocalDate day, LocalDate first) {
  const int days = days_between(day, first);
  return days >= 0 ? (days + 6) / 7 : -((-days) / 7);
}

}  // namespace inspectord
