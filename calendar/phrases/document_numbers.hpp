// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/phrases/tokens.hpp"

#include <cstddef>

namespace inspectord {

/// How many tokens the number and symbol of a document take at `i`: "1938/KH-SLĐTBXH",
/// "121/2020/QH14", "28-CT/TW", "/KH-UBND" with a blank number; 0 where there is none. A line may
/// break after a sign: papers are read from PDFs.
std::size_t document_number_at(const Tokens&, std::size_t i);

/// Tokens of a run of digits and signs without spaces that is no date: a telephone number, a share,
/// "550/100.000"; the words glued to it go with it.
std::size_t number_run_at(const Tokens&, std::size_t i);

}  // namespace inspectord
