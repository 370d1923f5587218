// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/refusal.hpp"
#include "words/catalogue.hpp"

#include <string>

namespace inspectord {

/// Why a text is no schedule, in one line: all problems, the fields by their names in the language.
std::string describe_schedule_refusal(Language, const Refusal&);

}  // namespace inspectord
