// SPDX-License-Identifier: Apache-2.0
// Each of the five plans goes through its whole year.
#include "tests/support/gaps.hpp"
#include "tests/support/journey.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace inspectord {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

struct Year {
  const char* key;
  const char* issued;  ///< Before its first instant.
  const char* number;
  const char* ends;
  std::size_t instants;  ///< Domain.md row 29.
};

void PrintTo(const Year& year, std::ostream* out) {
  *out << year.key;
}

/// One mail for each agency and instant, to it alone, without links, and it says a day.
void expect_well_made(const std::vector<ReadMail>& mails) {
  std::set<std::pair<std::string, std::string>> seen;
  for (const auto& mail : mails) {
    SCOPED_TRACE(mail.to + " " + mail.at + " " + mail.subject);
    EXPECT_TRUE(seen.emplace(mail.to, mail.at).second) << "two mails at one instant";
    EXPECT_EQ(mail.fields.count("To"), 1U);
    EXPECT_EQ(mail.fields.find("To")->second.find(','), std::string::npos);
    EXPECT_EQ(mail.fields.count("Cc") + mail.fields.count("Bcc"), 0U);
    EXPECT_EQ(mail.fields.count("Auto-Submitted"), 1U);
    for (const auto* said : {&mail.subject, &mail.text, &mail.html}) {
      EXPECT_THAT(*said,
                  AllOf(Not(HasSubstr("http")), Not(HasSubstr("{{")), Not(HasSubstr("href"))));
    }
    EXPECT_THAT(mail.text, HasSubstr("/20")) << "a day";
    EXPECT_EQ(first_gap(mail.subject), "");
    EXPECT_EQ(first_gap(mail.text), "");
  }
}

class AllPlans : public ::testing::TestWithParam<Year> {};

TEST_P(AllPlans, GoThroughTheirWholeYear) {
  const auto& year = GetParam();
  Journey service{std::string{year.issued}};
  const auto record = service.issue(plan_file(year.key), year.number);
  service.tick();
  EXPECT_EQ(record.state, PlanState::notified);
  service.live_until(year.ends);
  const auto mails = service.mails();
  EXPECT_GE(mails.size(), 5U);
  expect_well_made(mails);

  // By the key of the paper: a collective duty is one row for each member, and one instant.
  const auto now = service.plan(record.id);
  std::set<std::pair<std::string, std::string>> rung;
  for (const auto& row : service.ledger(record.id)) {
    ASSERT_NE(row.state, ReminderState::planned) << row.rule;
    EXPECT_EQ(row.state, ReminderState::sent)
        << row.rule << " was dropped: " << row.dropped_because;
    const auto* visit =
        row.target_kind == TargetKind::visit ? now.find_visit(VisitId{row.target}) : nullptr;
    const auto* duty =
        row.target_kind == TargetKind::duty ? now.find_duty(DutyId{row.target}) : nullptr;
    ASSERT_TRUE(visit || duty);
    rung.emplace(visit ? "visit:" + visit->key : "duty:" + duty->key, row.rule);
  }
  EXPECT_EQ(rung.size(), year.instants);
  const auto expected = forecast(now.content, civil_14_7_3_1(), now.overrides,
                                 service.house().days_off, service.house().zone);
  std::set<std::pair<std::string, std::string>> foretold;
  for (const auto& entry : expected.entries) {
    foretold.emplace(std::string{to_string(entry.target_kind)} + ":" + entry.key, entry.rule);
  }
  EXPECT_EQ(rung, foretold);
  for (const auto& message : service.messages(record.id))
    EXPECT_EQ(message.state, MessageState::accepted);
}

INSTANTIATE_TEST_SUITE_P(
    FromTheirFiles, AllPlans,
    ::testing::Values(
        Year{"an-giang-2022", "2022-08-02 09:00", "1938/KH-SLĐTBXH", "2023-01-15 00:00", 42},
        Year{"lang-son-2024", "2024-03-01 09:00", "51/KH-UBND", "2025-01-15 00:00", 12},
        Year{"bac-giang-2024", "2024-04-24 09:00", "77/KH-SLĐTBXH", "2025-01-15 00:00", 72},
        Year{"quang-ninh-2024", "2024-01-10 09:00", "90/SLĐTBXH-TEBĐG", "2025-01-15 00:00", 30},
        Year{"binh-dinh-2021", "2021-01-20 09:00", "12/KH-UBND", "2022-01-15 00:00", 0}),
    [](const auto& one) {
      std::string name = one.param.key;
      std::erase(name, '-');
      return name;
    });

}  // namespace
}  // namespace inspectord
