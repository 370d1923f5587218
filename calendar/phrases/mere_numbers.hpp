// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/phrases/tokens.hpp"

#include <cstddef>

// Numbers beside the words of time that are no days.

namespace inspectord {

/// "mỗi ngày 02 buổi", "trong ngày 15 người": a share, `i` is at "ngày".
bool is_share_of_days(const Tokens&, std::size_t i);

/// Nothing but signs stands beside tokens [first, end): the whole text, or a bracket or an entry of
/// its own.
bool stands_alone(const Tokens&, std::size_t first, std::size_t end);

/// "13.3 Tổ chức ...", "1.1- Giao": the number of a section at the head of its line; its tokens, or
/// 0.
std::size_t heading_number_at(const Tokens&, std::size_t i);

/// The number at `i` names a thing: "K20", "số 5 tháng 6", "phiên bản 2.5.2026", "12/5".
bool is_of_a_code(const Tokens&, std::size_t i);

/// "đường 30 Tháng 4", "Cách Mạng Tháng 8": the tokens of a street's name, or 0.
std::size_t street_at(const Tokens&, std::size_t i);

/// "năm học 2023-2024", "vụ Đông Xuân 2025-2026": no period of the calendar; its tokens, or 0.
std::size_t school_year_at(const Tokens&, std::size_t i);

}  // namespace inspectord
