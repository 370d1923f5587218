// SPDX-License-Identifier: Apache-2.0
#include "workflow/policy_words.hpp"

namespace inspectord {

ReminderPolicy in_language(Language language, ReminderPolicy policy) {
  if (find_built_in_policy(policy.key)) policy.title = words(language, "policy." + policy.key);
  return policy;
}

}  // namespace inspectord
