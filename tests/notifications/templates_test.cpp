// SPDX-License-Identifier: Apache-2.0
// What holds for every template of a message, in every language.
#include "formats/json.hpp"
#include "notifications/template_text.hpp"
#include "tests/support/gaps.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <vector>

#include "places.hpp"

namespace inspectord {
namespace {

struct Template {
  std::string key;
  std::string text;
};

void PrintTo(const Template& one, std::ostream* out) {
  *out << one.key;
}

/// Those of the whole catalogue, as its files have them.
std::vector<Template> templates_of(const std::string& language) {
  std::vector<Template> found;
  for (const auto* part : {"messages", "notifications", "days_off"}) {
    std::ifstream file{std::string{INSPECTORD_SOURCE_DIR} + "/words/parts/" + part + "." +
                       language + ".json"};
    const std::string bytes{std::istreambuf_iterator<char>{file}, {}};
    const auto reading = read_json(bytes);
    for (const auto& member : *reading.value.value().if_object()) {
      const bool said =
          member.key.starts_with("message.") && !member.key.starts_with("message.cited.");
      if (said) found.push_back({language + " " + member.key, *member.value.if_string()});
    }
  }
  return found;
}

/// Names of facts that a plan may leave out. The others are always there.
const std::set<std::string> optional_facts{
    "place",    "document", "reason",    "attendees",   "bring",        "reply_by",
    "session",  "host",     "team",      "sub_units",   "outline",      "form",
    "office",   "hour",     "tentative", "unallocated", "appoint_by",   "debtor",
    "old_when", "old_off",  "added",     "has_part",    "whole",        "visits",
    "duties",   "released", "later",     "for_report",  "moved",        "derivation",
    "source",   "off",      "grace",     "old",         "old_safe_day", "old_legal_end"};

bool may_be_empty(const Template& one, const std::string& name) {
  const bool of_plan = one.key.find("plan_notified.chat") != std::string::npos ||
                       one.key.find("plan_amended.chat") != std::string::npos;
  return optional_facts.contains(name) || (of_plan && name == "what");
}

std::set<std::string> names_in(const std::string& text) {
  static const std::regex name{R"(\{\{[#^]?(\w+)\}\})"};
  std::set<std::string> names;
  for (std::sregex_iterator at{text.begin(), text.end(), name}, end; at != end; ++at)
    names.insert((*at)[1]);
  return names;
}

std::string filled_without(const Template& one, const std::set<std::string>& left_out) {
  TemplateFacts facts;
  for (const auto& name : names_in(one.text))
    facts.set(name, std::string{left_out.contains(name) ? "" : "Xyz"});
  return fill_template(one.text, facts);
}

class Templates : public ::testing::TestWithParam<Template> {};

TEST_P(Templates, LeaveASentenceOutWholeWhereItsFactIsMissing) {
  const auto& one = GetParam();
  std::vector<std::string> optional;
  for (const auto& name : names_in(one.text)) {
    if (may_be_empty(one, name)) optional.push_back(name);
  }
  const std::set<std::string> all{optional.begin(), optional.end()};
  EXPECT_EQ(first_gap(filled_without(one, {})), "");
  EXPECT_EQ(first_gap(filled_without(one, all)), "") << "everything is missing";
  for (const auto& first : optional) {
    for (const auto& second : optional) {
      EXPECT_EQ(first_gap(filled_without(one, {first, second})), "")
          << first << " and " << second << " are missing";
    }
    auto others = all;
    others.erase(first);
    EXPECT_EQ(first_gap(filled_without(one, others)), "") << "there is nothing but " << first;
  }
}

std::string name_of(const ::testing::TestParamInfo<Template>& info) {
  return std::regex_replace(info.param.key, std::regex{R"(\W)"}, "_");
}

INSTANTIATE_TEST_SUITE_P(InVietnamese, Templates, ::testing::ValuesIn(templates_of("vi")), name_of);
INSTANTIATE_TEST_SUITE_P(InEnglish, Templates, ::testing::ValuesIn(templates_of("en")), name_of);

TEST(Gap, IsFoundWhereASentenceLacksItsFact) {
  for (const auto* text : {"- Lý do: .", "gửi  về", "thay đổi (theo ):", "- : sẽ gửi bổ sung.",
                           "(dự kiến), .", "của  theo"}) {
    EXPECT_NE(first_gap(text), "") << text;
  }
  for (const auto* text : {"Phần việc của Quý cơ quan:", "- Lý do: khác.",
                           "07 giờ 00 (dự kiến) (x)", "Kính gửi: UBND tỉnh; Sở Y tế (b/c)."}) {
    EXPECT_EQ(first_gap(text), "");
  }
}

}  // namespace
}  // namespace inspectord
