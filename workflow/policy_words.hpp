// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "words/catalogue.hpp"
#include "workflow/policy.hpp"

namespace inspectord {

/// The policy as a reader sees it: those of the program are titled in his language
/// (`policy.<key>`), those of a house as the house wrote them.
ReminderPolicy in_language(Language, ReminderPolicy);

}  // namespace inspectord
