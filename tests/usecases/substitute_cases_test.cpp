// SPDX-License-Identifier: Apache-2.0
#include "usecases/substitute_cases.hpp"

#include "storage/files.hpp"
#include "storage/journal.hpp"
#include "tests/support/acting_house.hpp"
#include "workflow/reasons.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using namespace invented;
using ::testing::ElementsAre;
using ::testing::SizeIs;

LocalDate day(std::string_view text) {
  return parse_date(text).value();
}

class SubstituteCases : public ::testing::Test {
 protected:
  SubstitutionWish wish() const {
    return {.signer = "Trần Văn An",
            .substitute = hai.name,
            .valid_from = day("2026-03-01"),
            .valid_to = day("2026-03-31"),
            .document_number = "5/QĐ-SGT",
            .document_date = day("2026-02-28")};
  }
  Result<StoredSubstitution> add(const SubstitutionWish& what, const Actor& actor) {
    return add_substitution(acting.tx(), what, actor, acting.now, acting.house);
  }
  Result<StoredSubstitution> end(SubstitutionId id, std::optional<LocalDate> on,
                                 const Actor& actor) {
    return end_substitution(acting.tx(), id, on, "đã về", actor, acting.now, acting.house);
  }
  Result<ActOutcome> approve(const PlanInput& input, const Actor& actor) {
    if (!plan) {
      Plan drafted = implementation_plan();
      drafted.signer = Signer{"", "", "GIÁM ĐỐC", "Trần Văn An"};
      plan = ActingHouse::must(import_plan(acting.tx(), drafted, lan, acting.now, acting.house))
                 .record.id;
    }
    return act_on_plan(acting.tx(), *plan, std::nullopt, PlanAction::approve, input, actor,
                       acting.now, acting.house);
  }
  static std::string refusal(const Result<StoredSubstitution>& result) {
    return result ? "" : std::string{result.error().reason().code};
  }

  ActingHouse acting;
  const Actor lan = acting.user("lan", "Sở Giao thông", {Role::planner});
  const Actor hai = acting.user("hải", "Sở Giao thông", {Role::approver});
  const Actor thu = acting.user("thu", "Sở Giao thông", {Role::clerk});
  const Actor mai = acting.user("mai", "Sở Xây dựng", {Role::clerk, Role::approver});
  std::optional<PlanId> plan;
};

TEST_F(SubstituteCases, ASubstituteSignsFromTheRecordOn) {
  const auto before = approve({.reason = "đi công tác", .signer = hai.name}, hai);
  ASSERT_FALSE(before);
  EXPECT_EQ(before.error().reason(), refuse::not_the_signer);
  const auto made = ActingHouse::must(add(wish(), thu));
  const auto signed_plan = ActingHouse::must(approve({}, hai)).record;
  EXPECT_EQ(signed_plan.approval->under, made.what.id);
  EXPECT_EQ(find_plan(acting.tx(), *plan)->approval->under, made.what.id) << "and it is stored";
}

TEST_F(SubstituteCases, ARecordOfAnotherAgencyLetsNobodySignHere) {
  auto elsewhere = wish();
  elsewhere.substitute = "văn";
  acting.user("văn", "Sở Xây dựng", {Role::approver});
  ActingHouse::must(add(elsewhere, mai));
  EXPECT_EQ(refusal(add(wish(), mai)), "unknown_user") << "nor is a stranger made a substitute";
  EXPECT_FALSE(approve({}, hai));
}

TEST_F(SubstituteCases, IsRecordedByAdministratorOrClerkAndNeverByTheSubstitute) {
  EXPECT_EQ(refusal(add(wish(), lan)), "not_allowed");
  auto own = wish();
  own.substitute = thu.name;
  EXPECT_EQ(refusal(add(own, thu)), "own_substitution");
  ActingHouse::must(add(wish(), acting.user("quản trị", "Sở Giao thông", {Role::administrator})));
}

TEST_F(SubstituteCases, NamesAllThatIsMissingAndDaysOutOfOrder) {
  const auto bare = add({}, thu);
  ASSERT_FALSE(bare);
  std::vector<std::string> pointers;
  for (const auto& problem : bare.error().problems()) pointers.push_back(problem.pointer);
  EXPECT_THAT(pointers, ElementsAre("/signer", "/substitute", "/valid_from", "/valid_to",
                                    "/document_number", "/document_date"));
  auto reversed = wish();
  reversed.valid_to = day("2026-02-28");
  EXPECT_EQ(refusal(add(reversed, thu)), "ends_before_start");
}

TEST_F(SubstituteCases, EndedEarlyItLetsNobodySignAnyMore) {
  const auto made = ActingHouse::must(add(wish(), thu));
  EXPECT_EQ(refusal(end(made.what.id, std::nullopt, mai)), "no_such_target");
  EXPECT_EQ(refusal(end(made.what.id, std::nullopt, lan)), "not_allowed");
  EXPECT_EQ(refusal(end(made.what.id, day("2026-04-01"), thu)), "not_within") << "it is over then";
  ActingHouse::must(end(made.what.id, day("2026-03-03"), thu));
  ActingHouse::must(end(made.what.id, std::nullopt, thu));
  EXPECT_EQ(refusal(end(made.what.id, day("2026-03-02"), thu)), "not_within");
  EXPECT_FALSE(approve({}, hai));
  const auto kept = substitution_rows::list(acting.tx(), lan.agency, std::nullopt, 10);
  ASSERT_THAT(kept, SizeIs(1));
  EXPECT_EQ(kept[0].what.ended_on, day("2026-03-02"));
}

TEST_F(SubstituteCases, AreJournaledAndNeverDeleted) {
  const auto made = ActingHouse::must(add(wish(), thu));
  ActingHouse::must(end(made.what.id, std::nullopt, thu));
  const auto entries = journal::read_of(acting.tx(), Subject::of("substitution", made.what.id));
  ASSERT_THAT(entries, SizeIs(2));
  EXPECT_EQ(entries[0].entry.what, "substitution.added");
  EXPECT_EQ(entries[1].entry.what, "substitution.ended");
  EXPECT_EQ(entries[1].entry.why, "đã về");
  EXPECT_THROW(acting.tx().execute("DELETE FROM substitutions WHERE id = $1", made.what.id),
               StorageError);
}

TEST_F(SubstituteCases, APaperUnderWhichItsDrafterSignedIsRefused) {
  const auto an = acting.user("Trần Văn An", "Sở Giao thông", {Role::planner, Role::approver});
  Plan drafted = implementation_plan();
  drafted.signer = Signer{"", "", "GIÁM ĐỐC", an.name};
  plan =
      ActingHouse::must(import_plan(acting.tx(), drafted, an, acting.now, acting.house)).record.id;
  const StoredFile scan{.sha256 = sha256("ảnh"), .size = 4, .media_type = "image/png"};
  file_rows::own(acting.tx(), scan, lan.agency, acting.now);
  const auto refused =
      approve({.signer = an.name, .signed_on = day("2026-03-02"), .signed_file = scan.sha256}, thu);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason(), refuse::own_draft);
}

}  // namespace
}  // namespace inspectord
