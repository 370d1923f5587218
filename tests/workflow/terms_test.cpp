// SPDX-License-Identifier: Apache-2.0
// Every code that a refusal may name has a label in both languages.
#include "words/catalogue.hpp"
#include "workflow/roles.hpp"
#include "workflow/states.hpp"

#include <gtest/gtest.h>

#include <string>

namespace inspectord {
namespace {

template <class Codes>
void expect_labels(const std::string& kind, const Codes& codes) {
  for (const std::string_view code : codes) {
    const auto key = "term." + kind + "." + std::string{code};
    for (const auto language : {Language::vi, Language::en})
      EXPECT_TRUE(find_words(language, key)) << key << " " << to_string(language);
  }
}

TEST(Terms, NameEveryActionStateAndRole) {
  using namespace detail;
  expect_labels("action", plan_actions);
  expect_labels("action", visit_actions);
  expect_labels("action", duty_actions);
  expect_labels("action", task_actions);
  expect_labels("action", score_actions);
  expect_labels("action", recommendation_actions);
  expect_labels("state", plan_states);
  expect_labels("state", visit_states);
  expect_labels("state", duty_states);
  expect_labels("state", task_states);
  expect_labels("state", score_states);
  expect_labels("state", recommendation_states);
  expect_labels("state", revision_states);
  expect_labels("roles",
                std::array<std::string_view, 7>{"administrator", "planner", "approver", "clerk",
                                                "inspector", "auditor", "agency"});
}

}  // namespace
}  // namespace inspectord
