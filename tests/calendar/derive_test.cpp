// SPDX-License-Identifier: Apache-2.0
#include "calendar/derive.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// Every phrase of vn-rules.md section 4, its rule given as a value.

namespace inspectord {
namespace {

using ::testing::ElementsAre;
using enum PeriodKind;

LocalDate on(const char* text) {
  return *parse_date(text);
}

DerivedDue derived(const DueRule& rule) {
  return derive("như văn bản", rule, DaysOff::vietnam());
}

std::vector<std::string> codes(const std::vector<DerivationStep>& steps) {
  std::vector<std::string> codes;
  for (const auto& step : steps) codes.push_back(step.code);
  return codes;
}

std::string argument(const DerivationStep& step, std::string_view name) {
  for (const auto& [key, value] : step.arguments) {
    if (key == name) return value;
  }
  return "none";
}

const DerivationStep& step_of(const DerivedDue& answer, std::string_view code) {
  for (const auto& step : answer.derivation) {
    if (step.code == code) return step;
  }
  throw std::logic_error("no step " + std::string{code});
}

CountStart from(const char* day) {
  return {.event = {}, .day = on(day)};
}

struct Row {
  const char* phrase;
  DueRule rule;
  Standing standing;
  const char *nominal, *last_on_time, *safe_day, *legal_end;
};

const Row rows[]{
    {"trước ngày 05/10/2022", OnDay{Bound::before, on("2022-10-05")}, Standing::dated, "2022-10-05",
     "2022-10-04", "2022-10-04", "2022-10-04"},
    {"chậm nhất ngày 15/11/2024", OnDay{Bound::by, on("2024-11-15")}, Standing::dated, "2024-11-15",
     "2024-11-15", "2024-11-15", "2024-11-15"},
    {"đến hết ngày 30/4/2026", OnDay{Bound::until, on("2026-04-30")}, Standing::dated, "2026-04-30",
     "2026-04-30", "2026-04-29", "2026-05-04"},
    {"trước 17 giờ ngày 20/5/2024", BeforeHour{on("2024-05-20"), LocalTime{17 * 60}},
     Standing::dated, "2024-05-20", "2024-05-20", "2024-05-20", "2024-05-20"},
    {"trước 0 giờ ngày 1/5/2026", BeforeHour{on("2026-05-01"), LocalTime{}}, Standing::dated,
     "2026-05-01", "2026-04-30", "2026-04-29", "2026-05-04"},
    {"đến 0h00 ngày 1/6/2026", BeforeHour{on("2026-06-01"), LocalTime{}}, Standing::dated,
     "2026-06-01", "2026-05-31", "2026-05-29", "2026-06-01"},
    // Friday 24/4/2026; 27/4 is in lieu of Giỗ Tổ, 30/4 and 1/5 are holidays.
    {"trong 05 ngày làm việc kể từ ngày 24/4/2026",
     Within{5, TimeUnit::working_day, from("2026-04-24")}, Standing::dated, "2026-05-06",
     "2026-05-06", "2026-05-06", "2026-05-06"},
    {"trong 01 ngày làm việc kể từ ngày 29/4/2026",
     Within{1, TimeUnit::working_day, from("2026-04-29")}, Standing::dated, "2026-05-04",
     "2026-05-04", "2026-05-04", "2026-05-04"},
    // Saturday 10/1/2026 is worked.
    {"trong 6 ngày làm việc kể từ ngày 02/01/2026",
     Within{6, TimeUnit::working_day, from("2026-01-02")}, Standing::dated, "2026-01-10",
     "2026-01-10", "2026-01-10", "2026-01-10"},
    {"trong vòng 10 ngày kể từ ngày 24/4/2026", Within{10, TimeUnit::day, from("2026-04-24")},
     Standing::dated, "2026-05-04", "2026-05-04", "2026-05-04", "2026-05-04"},
    // Ends on 30/4, a holiday before a holiday and a weekend: Art. 148(5).
    {"trong thời hạn 6 ngày kể từ ngày 24/4/2026", Within{6, TimeUnit::day, from("2026-04-24")},
     Standing::dated, "2026-04-30", "2026-05-04", "2026-04-29", "2026-05-04"},
    {"trong 2 tuần kể từ ngày 02/3/2026", Within{2, TimeUnit::week, from("2026-03-02")},
     Standing::dated, "2026-03-16", "2026-03-16", "2026-03-16", "2026-03-16"},
    {"trong nửa tháng kể từ ngày 02/3/2026", Within{1, TimeUnit::half_month, from("2026-03-02")},
     Standing::dated, "2026-03-17", "2026-03-17", "2026-03-17", "2026-03-17"},
    {"trong 01 tháng kể từ ngày 31/3/2026", Within{1, TimeUnit::month, from("2026-03-31")},
     Standing::dated, "2026-04-30", "2026-05-04", "2026-04-29", "2026-05-04"},
    {"trong nửa năm kể từ ngày 15/1/2026", Within{1, TimeUnit::half_year, from("2026-01-15")},
     Standing::dated, "2026-07-15", "2026-07-15", "2026-07-15", "2026-07-15"},
    {"trong 02 năm kể từ ngày 29/02/2024", Within{2, TimeUnit::year, from("2024-02-29")},
     Standing::dated, "2026-02-28", "2026-03-02", "2026-02-27", "2026-03-02"},
    {"chậm nhất 5 ngày làm việc trước ngày 04/5/2026",
     Ahead{5, TimeUnit::working_day, from("2026-05-04")}, Standing::dated, "2026-04-22",
     "2026-04-22", "2026-04-22", "2026-04-22"},
    {"chậm nhất 3 ngày trước ngày 04/5/2026", Ahead{3, TimeUnit::day, from("2026-05-04")},
     Standing::dated, "2026-05-01", "2026-05-01", "2026-04-29", "2026-05-01"},
    {"từ ngày 14-27/7/2024", Window{on("2024-07-14"), on("2024-07-27")}, Standing::provisional,
     "2024-07-27", "2024-07-27", "2024-07-26", "2024-07-29"},
    {"trong tháng 5-6/2024", Window{on("2024-05-01"), on("2024-06-30")}, Standing::provisional,
     "2024-06-30", "2024-06-30", "2024-06-28", "2024-07-01"},
    {"trong tháng 5/2024", InPeriod{{month, 2024, 5}}, Standing::provisional, "2024-05-31",
     "2024-05-31", "2024-05-31", "2024-05-31"},
    {"quý I/2024", InPeriod{{quarter, 2024, 1}}, Standing::provisional, "2024-03-31", "2024-03-31",
     "2024-03-29", "2024-04-01"},
    {"quý II/2024", InPeriod{{quarter, 2024, 2}}, Standing::provisional, "2024-06-30", "2024-06-30",
     "2024-06-28", "2024-07-01"},
    {"quý III/2024", InPeriod{{quarter, 2024, 3}}, Standing::provisional, "2024-09-30",
     "2024-09-30", "2024-09-30", "2024-09-30"},
    {"quý IV/2024", InPeriod{{quarter, 2024, 4}}, Standing::provisional, "2024-12-31", "2024-12-31",
     "2024-12-31", "2024-12-31"},
    {"6 tháng đầu năm 2024", InPeriod{{half_year, 2024, 1}}, Standing::provisional, "2024-06-30",
     "2024-06-30", "2024-06-28", "2024-07-01"},
    {"6 tháng cuối năm 2024", InPeriod{{half_year, 2024, 2}}, Standing::provisional, "2024-12-31",
     "2024-12-31", "2024-12-31", "2024-12-31"},
    {"9 tháng năm 2024", InPeriod{{nine_months, 2024, 1}}, Standing::provisional, "2024-09-30",
     "2024-09-30", "2024-09-30", "2024-09-30"},
    {"trong năm 2024", InPeriod{{year, 2024, 1}}, Standing::provisional, "2024-12-31", "2024-12-31",
     "2024-12-31", "2024-12-31"},
    {"đầu tháng 5/2026", AtPoint{PointOf::beginning, {month, 2026, 5}}, Standing::dated,
     "2026-05-01", "2026-05-01", "2026-04-29", "2026-05-04"},
    {"giữa tháng 5/2026", AtPoint{PointOf::middle, {month, 2026, 5}}, Standing::dated, "2026-05-15",
     "2026-05-15", "2026-05-15", "2026-05-15"},
    {"cuối tháng 2/2024", AtPoint{PointOf::end, {month, 2024, 2}}, Standing::dated, "2024-02-29",
     "2024-02-29", "2024-02-29", "2024-02-29"},
    {"đầu năm 2026", AtPoint{PointOf::beginning, {year, 2026, 1}}, Standing::dated, "2026-01-01",
     "2026-01-01", "2025-12-31", "2026-01-05"},
    {"giữa năm 2026", AtPoint{PointOf::middle, {year, 2026, 1}}, Standing::dated, "2026-06-30",
     "2026-06-30", "2026-06-30", "2026-06-30"},
    {"cuối năm 2026", AtPoint{PointOf::end, {year, 2026, 1}}, Standing::dated, "2026-12-31",
     "2026-12-31", "2026-12-31", "2026-12-31"},
    {"báo cáo năm 2024 trước ngày 10/12",
     ReportBy{{year, 2024, 1}, {Bound::before, on("2024-12-10")}}, Standing::dated, "2024-12-10",
     "2024-12-09", "2024-12-09", "2024-12-09"},
    {"hằng năm trước ngày 15/11",
     Yearly{Bound::before, std::chrono::November / 15, {}, on("2024-11-15")}, Standing::dated,
     "2025-11-15", "2025-11-14", "2025-11-14", "2025-11-14"},
    {"hằng năm vào ngày 29/2", Yearly{Bound::by, std::chrono::February / 29, {}, on("2026-01-01")},
     Standing::dated, "2026-02-28", "2026-02-28", "2026-02-27", "2026-03-02"},
};

TEST(Derive, ReachesTheDayOfEveryPhrase) {
  for (const auto& row : rows) {
    SCOPED_TRACE(row.phrase);
    const auto answer = derive(row.phrase, row.rule, DaysOff::vietnam());
    EXPECT_EQ(answer.standing, row.standing);
    ASSERT_TRUE(answer.due);
    EXPECT_EQ(answer.due->raw, row.phrase);
    EXPECT_EQ(to_string(answer.due->nominal), row.nominal);
    EXPECT_EQ(to_string(answer.due->last_on_time), row.last_on_time);
    EXPECT_EQ(to_string(answer.due->safe_day), row.safe_day);
    EXPECT_EQ(to_string(answer.due->legal_end), row.legal_end);
  }
}

TEST(Derive, GivesEveryDayItsDerivation) {
  for (const auto& row : rows) {
    SCOPED_TRACE(row.phrase);
    const auto answer = derive(row.phrase, row.rule, DaysOff::vietnam());
    ASSERT_TRUE(answer.due);
    EXPECT_EQ(answer.due->derivation, answer.derivation);
    EXPECT_EQ(answer.due->calendar, "vn-2026.1");
    EXPECT_EQ(answer.due->version, derivation_version);
    ASSERT_FALSE(answer.derivation.empty());
    EXPECT_EQ(answer.derivation.back(), (DerivationStep{"calendar", {{"calendar", "vn-2026.1"}}}));
    EXPECT_EQ(argument(answer.derivation.front(), "raw"), row.phrase);
    const bool shifted = answer.due->safe_day != answer.due->legal_end;
    const auto said = codes(answer.derivation);
    const bool ahead = std::holds_alternative<Ahead>(row.rule);
    EXPECT_EQ(std::count(said.begin(), said.end(), ahead ? "day_off_before" : "day_off"),
              shifted ? 1 : 0);
    if (!shifted || ahead) continue;
    const auto& step = step_of(answer, "day_off");
    EXPECT_EQ(argument(step, "safe_day"), row.safe_day);
    EXPECT_EQ(argument(step, "legal_end"), row.legal_end);
    EXPECT_EQ(argument(step, "article"), "civil_code_148_5");
    EXPECT_EQ(argument(step, "calendar"), "vn-2026.1");
  }
}

TEST(Derive, SaysOfADayOfARecurrenceWhereADayOffMovesIt) {
  // Sunday 6 December 2026.
  const RecurrentDay sunday{.day = on("2026-12-06"), .rule = DaysOffRule::working_day_before};
  const auto before = derive_recurrent_day("trước ngày 07 hằng tháng", sunday, DaysOff::vietnam());
  EXPECT_EQ(to_string(before.nominal), "2026-12-06");
  EXPECT_EQ(to_string(before.last_on_time), "2026-12-04");
  EXPECT_EQ(before.recurs, sunday);
  EXPECT_THAT(codes(before.derivation),
              ElementsAre("phrase", "recurs_on", "moved", "by", "calendar"));
  EXPECT_EQ(argument(before.derivation[2], "why"), "weekend");
  EXPECT_EQ(argument(before.derivation[2], "due"), "2026-12-04");
  const auto left = derive_recurrent_day({}, {.day = on("2026-12-06")}, DaysOff::vietnam());
  EXPECT_EQ(to_string(left.last_on_time), "2026-12-06");
  EXPECT_THAT(codes(left.derivation), ElementsAre("recurs_on", "by", "day_off", "calendar"));
  const DaysOff worked{"a", {}, {on("2026-12-05"), on("2026-12-06")}};
  EXPECT_EQ(to_string(derive_again(before, worked).last_on_time), "2026-12-06")
      << "by the rule, not by where it went";
}

TEST(Derive, NeverProlongsWhatIsToBeThereBefore) {
  const auto ahead = derived(Ahead{3, TimeUnit::day, from("2027-02-10")});
  EXPECT_EQ(to_string(ahead.due.value().last_on_time), "2027-02-07");  // Tết
  EXPECT_EQ(ahead.due->legal_end, ahead.due->last_on_time);
  EXPECT_LT(ahead.due->safe_day, ahead.due->last_on_time);
  const auto again = derive_again(*ahead.due, DaysOff::vietnam());
  EXPECT_EQ(again, *ahead.due);
}

TEST(Derive, NamesEachDayThatItSkipsAndWhy) {
  const auto answer = derived(Within{5, TimeUnit::working_day, from("2026-04-24")});
  EXPECT_THAT(codes(answer.derivation),
              ElementsAre("phrase", "count_from", "skipped", "skipped", "skipped", "skipped",
                          "skipped", "skipped", "skipped", "counted", "calendar"));
  std::vector<std::string> skipped;
  for (const auto& step : answer.derivation) {
    if (step.code == "skipped")
      skipped.push_back(argument(step, "day") + " " + argument(step, "why") + " " +
                        argument(step, "name"));
  }
  EXPECT_THAT(
      skipped,
      ElementsAre("2026-04-25 weekend ", "2026-04-26 holiday hung_kings",
                  "2026-04-27 in_lieu hung_kings", "2026-04-30 holiday reunification",
                  "2026-05-01 holiday labour_day", "2026-05-02 weekend ", "2026-05-03 weekend "));
  EXPECT_EQ(argument(step_of(answer, "count_from"), "article"), "civil_code_147_2");
  EXPECT_EQ(argument(step_of(answer, "counted"), "end"), "2026-05-06");
}

TEST(Derive, WaitsForAnEventThatHasNoDay) {
  const CountStart signing{.event = "ngày ký kết luận", .day = {}};
  for (const DueRule& rule : {DueRule{Within{10, TimeUnit::day, signing}},
                              DueRule{NotBefore{5, TimeUnit::working_day, signing}},
                              DueRule{Ahead{3, TimeUnit::day, signing}}}) {
    const auto answer = derived(rule);
    EXPECT_EQ(answer.standing, Standing::waiting);
    EXPECT_EQ(answer.waits_for, "ngày ký kết luận");
    EXPECT_FALSE(answer.due);
    EXPECT_THAT(codes(answer.derivation), ElementsAre("phrase", "waits"));
  }
  const auto known = derived(Within{10, TimeUnit::day, {"ngày ký kết luận", on("2026-03-02")}});
  EXPECT_EQ(to_string(known.due.value().last_on_time), "2026-03-12");
  EXPECT_EQ(argument(step_of(known, "count_from"), "event"), "ngày ký kết luận");
}

TEST(Derive, OpensTheDayAfterTheCountOfNotBefore) {
  const auto answer = derived(NotBefore{5, TimeUnit::working_day, from("2026-04-24")});
  EXPECT_EQ(answer.standing, Standing::not_before);
  EXPECT_EQ(to_string(answer.opens.value()), "2026-05-07");
  EXPECT_FALSE(answer.due);
  const auto friday = derived(NotBefore{4, TimeUnit::day, from("2026-05-04")});
  EXPECT_EQ(to_string(friday.opens.value()), "2026-05-09");  // Saturday
  EXPECT_EQ(argument(step_of(friday, "first_working_day"), "day"), "2026-05-11");
}

TEST(Derive, KeepsTheHour) {
  const auto answer = derived(BeforeHour{on("2024-05-20"), LocalTime{17 * 60}});
  EXPECT_EQ(answer.due.value().hour, LocalTime{17 * 60});
  EXPECT_THAT(codes(answer.derivation), ElementsAre("start", "before_hour", "calendar"));
  EXPECT_FALSE(derived(OnDay{Bound::by, on("2024-05-20")}).due->hour);
}

TEST(Derive, TakesMidnightForTheEndOfTheDayBefore) {
  const BeforeHour midnight{on("2026-05-06"), LocalTime{}};
  const auto answer = derive("trước 0 giờ ngày 06/5/2026", midnight, DaysOff::vietnam());
  const auto& due = answer.due.value();
  EXPECT_EQ(to_string(due.last_on_time), "2026-05-05");
  EXPECT_FALSE(due.hour) << "the whole day before";
  EXPECT_EQ(argument(step_of(answer, "before_midnight"), "last_on_time"), "2026-05-05");
  EXPECT_EQ(argument(step_of(answer, "before_midnight"), "day"), "2026-05-06");
  EXPECT_EQ(derive_again(due, DaysOff::vietnam()), due);
  const DaysOff holiday{"a", {on("2026-05-05")}, {}};
  const auto again = derive_again(due, holiday);
  EXPECT_EQ(to_string(again.last_on_time), "2026-05-05");
  EXPECT_EQ(to_string(again.safe_day), "2026-05-04");
  EXPECT_EQ(to_string(again.legal_end), "2026-05-06");
}

TEST(Derive, OpensAWindowAndAsksForADay) {
  const auto answer = derived(InPeriod{{quarter, 2024, 2}});
  EXPECT_EQ(to_string(answer.opens.value()), "2024-04-01");
  EXPECT_THAT(codes(answer.derivation),
              ElementsAre("phrase", "period_quarter", "ask_day", "day_off", "calendar"));
}

TEST(Derive, HasNoDayForWhatStandsOrComesAgain) {
  EXPECT_EQ(derived(AtOnce{}).standing, Standing::at_once);
  EXPECT_THAT(codes(derived(AtOnce{}).derivation), ElementsAre("phrase", "at_once"));
  const auto monthly = derived(Recurring{Frequency::monthly});
  EXPECT_EQ(monthly.standing, Standing::recurring);
  EXPECT_THAT(codes(monthly.derivation), ElementsAre("phrase", "recurs", "no_anchor"));
  const auto yearly = derived(Yearly{Bound::before, std::chrono::May / 20, half_year, {}});
  EXPECT_EQ(yearly.standing, Standing::recurring);
  EXPECT_FALSE(yearly.due);
}

TEST(Derive, FindsThePeriodThatAYearlyReportLooksAt) {
  const auto half =
      derived(Yearly{Bound::before, std::chrono::May / 20, half_year, on("2024-01-01")});
  EXPECT_EQ(half.report.value().period, (Period{half_year, 2024, 1}));
  EXPECT_TRUE(half.report->due_too_early);  // figures to 14/6
  EXPECT_EQ(argument(step_of(half, "report_early"), "article"), "decree_09_2019_8_5");
  const auto whole =
      derived(Yearly{Bound::before, std::chrono::January / 15, year, on("2024-11-20")});
  EXPECT_EQ(whole.report.value().period, (Period{year, 2024, 1}));
  EXPECT_EQ(to_string(whole.report->data_to), "2024-12-14");
  EXPECT_FALSE(whole.report->due_too_early);
}

TEST(Derive, NamesTheCalendarOfAWorkingDayAsWell) {
  const auto friday = derived(OnDay{Bound::by, on("2026-12-18")});
  EXPECT_THAT(codes(friday.derivation), ElementsAre("start", "by", "calendar"));
  const auto unsettled = derived(OnDay{Bound::by, on("2027-12-17")});
  EXPECT_THAT(codes(unsettled.derivation), ElementsAre("start", "by", "calendar", "provisional"));
  const auto again = derive_again(*friday.due, DaysOff{"vn-2026.9", {}, {}});
  EXPECT_EQ(argument(again.derivation.back(), "calendar"), "vn-2026.9");
}

TEST(Derive, SaysWhichYearsNobodyHasDecided) {
  const auto answer = derived(Within{10, TimeUnit::working_day, from("2026-12-28")});
  EXPECT_EQ(argument(step_of(answer, "provisional"), "year"), "2027");
  EXPECT_EQ(to_string(answer.due.value().last_on_time), "2027-01-12");  // 1/1 is off
}

TEST(Derive, SaysOfAYearThatNothingComputesThatItIsUnknown) {
  const auto answer = derived(OnDay{Bound::by, on("2113-05-01")});
  EXPECT_THAT(codes(answer.derivation), ElementsAre("start", "by", "calendar", "unknown_year"));
  EXPECT_EQ(argument(answer.derivation.back(), "year"), "2113");
  const auto over_new_year = derived(Within{3, TimeUnit::day, from("2112-12-30")});
  EXPECT_THAT(
      codes(over_new_year.derivation),
      ElementsAre("phrase", "count_from", "counted", "calendar", "provisional", "unknown_year"));
}

TEST(Derive, GivesTheSameAnswerForTheSameValues) {
  for (const auto& row : rows) EXPECT_EQ(derived(row.rule), derived(row.rule)) << row.phrase;
}

}  // namespace
}  // namespace inspectord
