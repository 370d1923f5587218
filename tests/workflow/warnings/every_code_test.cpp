// SPDX-License-Identifier: Apache-2.0
#include "tests/workflow/warnings/document_faults.hpp"
#include "tests/workflow/warnings/duty_faults.hpp"
#include "tests/workflow/warnings/fault.hpp"
#include "tests/workflow/warnings/schedule_faults.hpp"
#include "tests/workflow/warnings/score_faults.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>

#include "places.hpp"

namespace inspectord::invented {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<Fault> all_faults() {
  auto all = document_faults();
  for (const auto& more : {schedule_faults(), duty_faults(), score_faults()}) {
    all.insert(all.end(), more.begin(), more.end());
  }
  return all;
}

class EveryCode : public testing::TestWithParam<Fault> {};

TEST_P(EveryCode, FiresAloneAtAPlaceInTheFile) {
  Plan plan = GetParam().clean();
  GetParam().break_it(plan);
  EXPECT_THAT(codes_of(plan), ElementsAre(GetParam().code));
  for (const auto& warning : warnings_of(plan)) EXPECT_EQ(warning.pointer.substr(0, 1), "/");
}

TEST_P(EveryCode, IsSilencedByASmallEdit) {
  Plan plan = GetParam().clean();
  GetParam().break_it(plan);
  GetParam().mend(plan);
  EXPECT_THAT(codes_of(plan), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Warnings, EveryCode, testing::ValuesIn(all_faults()),
                         [](const auto& of) { return std::string{of.param.code}; });

TEST(CleanPlans, OfEachKindRaiseNoWarning) {
  EXPECT_THAT(codes_of(inspection_plan()), IsEmpty());
  EXPECT_THAT(codes_of(implementation_plan()), IsEmpty());
  EXPECT_THAT(codes_of(guidance_letter()), IsEmpty());
}

TEST(WarningCodes, EachHasAFaultThatFiresIt) {
  std::set<std::string> known, broken;
  for (const auto& code : warning_codes()) known.emplace(code.code);
  for (const auto& fault : all_faults()) broken.emplace(fault.code);
  EXPECT_EQ(known, broken);
  EXPECT_EQ(known.size(), warning_codes().size());
}

TEST(Warnings, StandErrorsFirstThenInTheOrderOfTheFile) {
  Plan plan = inspection_plan();
  plan.number.clear();
  plan.agenda.reset();
  plan.contacts[0].value = "12";
  for (int i = 0; i < 10; ++i)
    plan.contacts.push_back({"Số " + std::to_string(i), "phone", "0", "", ""});
  const auto warnings = warnings_of(plan);
  EXPECT_EQ(warnings[0].code, "MISSING_NUMBER");
  EXPECT_EQ(warnings[1].code, "AGENDA_MISSING");
  EXPECT_TRUE(std::ranges::is_sorted(warnings, {}, &Warning::severity));
  const auto places = places_of_code(plan, "PHONE_FORMAT");
  EXPECT_EQ(places.front(), "/contacts/0/value");
  EXPECT_EQ(places.back(), "/contacts/11/value");
}

/// Adds the words of a flat catalogue, one `"key": "text"` a line.
void read_words(const std::string& path, std::map<std::string, std::string>& words) {
  std::ifstream file{path};
  for (std::string line; std::getline(file, line);) {
    const auto key = line.find('"');
    const auto middle = line.find("\": \"");
    const auto end = line.rfind('"');
    if (middle == std::string::npos || end < middle + 4) continue;
    words[line.substr(key + 1, middle - key - 1)] = line.substr(middle + 5, end - middle - 5);
  }
}

/// From the catalogue, or from the part that is still to be merged into it.
std::map<std::string, std::string> words_of_warnings(const std::string& language) {
  const std::string folder = std::string{INSPECTORD_SOURCE_DIR} + "/words/";
  std::map<std::string, std::string> words;
  read_words(folder + language + ".json", words);
  read_words(folder + "parts/warnings." + language + ".json", words);
  return words;
}

std::set<std::string> names_in(const std::string& text) {
  std::set<std::string> names;
  for (auto at = text.find("{{"); at != std::string::npos; at = text.find("{{", at + 2)) {
    const bool section = text[at + 2] == '#' || text[at + 2] == '/';
    const auto begin = at + (section ? 3 : 2);
    names.insert(text.substr(begin, text.find("}}", at) - begin));
  }
  return names;
}

class Words : public testing::TestWithParam<const char*> {};

TEST_P(Words, SayWhatEachCodeFoundAndWhatToDo) {
  const auto words = words_of_warnings(GetParam());
  for (const auto& code : warning_codes()) {
    const auto key = "warning." + std::string{code.code};
    for (const auto* part : {"", ".text", ".todo"})
      EXPECT_TRUE(words.contains(key + part)) << key << part;
  }
}

TEST_P(Words, NameOnlyWhatTheWarningBrings) {
  const auto words = words_of_warnings(GetParam());
  for (const auto& fault : all_faults()) {
    Plan plan = fault.clean();
    fault.break_it(plan);
    std::set<std::string> brought;
    const auto warnings = warnings_of(plan);
    for (const auto& [name, value] : warnings.at(0).arguments) brought.insert(name);
    for (const auto& name : names_in(words.at("warning." + std::string{fault.code} + ".text"))) {
      EXPECT_TRUE(brought.contains(name)) << fault.code << " {{" << name << "}}";
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Warnings, Words, testing::Values("vi", "en"),
                         [](const auto& of) { return std::string{of.param}; });

}  // namespace
}  // namespace inspectord::invented
