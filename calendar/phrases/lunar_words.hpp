// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/phrases/tokens.hpp"

#include <cstddef>

// Days of the lunar calendar are none of ours (Civil Code 2015 Art. 145).

namespace inspectord {

/// What stands at `end`, right behind a day, makes it a lunar one: "âm lịch", "ÂL", "năm Bính Ngọ".
/// Not a note that gives the lunar day beside it: "13/6/2026 (Âm lịch: 28/4)".
bool makes_lunar(const Tokens&, std::size_t end);

/// What stands before `i` does: "Âm lịch: 28/4", "nhằm ngày 28 tháng 4".
bool led_by_lunar(const Tokens&, std::size_t i);

/// "tháng Giêng", "tháng Chạp": names that only lunar months have.
bool is_lunar_month(const Tokens&, std::size_t i);

/// The tokens of a lunar day or month at `i`, "ngày 23 tháng Chạp", "rằm tháng 7", "mùng 10 tháng 3
/// âm lịch"; else 0.
std::size_t lunar_at(const Tokens&, std::size_t i);

/// The token after a bracket at `i` that says the lunar day: "(tức ngày 29 tháng Chạp năm Ất Tỵ)";
/// else `i`.
std::size_t over_lunar_note(const Tokens&, std::size_t i);

}  // namespace inspectord
