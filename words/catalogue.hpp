// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/refusal.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace inspectord {

/// The languages of page, mail and messages; Vietnamese is the default.
enum class Language { vi, en };

std::string_view to_string(Language);
std::optional<Language> parse_language(std::string_view);

/// The words of a key with its {{arguments}} filled in; the key itself where the catalogue has
/// none. What stands between {{#argument}} and {{/argument}} goes with it where it is empty.
std::string words(Language, std::string_view key, const Arguments& = {});

/// The raw words of a key, or nullopt.
std::optional<std::string_view> find_words(Language, std::string_view key);

/// Every key of the catalogue, sorted.
std::vector<std::string_view> word_keys();

/// Arguments of a refusal as a sentence says them: of "action", "state", "roles" and "what" each
/// code that the catalogue knows (`term.<code of the refusal>.<argument>.<value>`, else
/// `term.<argument>.<value>`) becomes its label; everything else stays. A list is separated by ",
/// ".
Arguments spoken(Language, std::string_view code, Arguments);

/// What was wrong and where, in a sentence: words of `refusal.<code>`.
std::string describe(Language, const Problem&);

}  // namespace inspectord
