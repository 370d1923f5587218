// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

// Vietnamese phrases, read only as far as the warnings need it. Texts are UTF-8, composed letters.

namespace inspectord {

/// Words and marks of a text in small letters. Dots and slashes between digits stay: "20/5", "9.5".
std::vector<std::string> tokens_of(std::string_view text);

/// The words alone.
std::vector<std::string> words_of(std::string_view text);

/// The words in small letters, one blank between them: what two spellings of one thing share.
std::string folded(std::string_view text);

/// A document's number without what writers vary: "33-CT/TU" = "33/CT-TU" = "33-CT/tu";
/// "21/2021/NQ" keeps its year.
std::string folded_number(std::string_view number);

/// Shared words of two texts over all their words, 0 to 1.
double likeness(std::string_view a, std::string_view b);

/// Years named as such ("năm 2022"), but not those of a citation's date ("ngày 3 tháng 1 năm
/// 2019"), of a span
/// ("đến năm 2030"), or of what is compared or looked back at ("so với năm 2021", "năm 2023 và quý
/// I/2024").
std::vector<int> years_named(std::string_view text);

/// "6 tháng trước ngày 20/5": six months before a day, or the half-year report before that day?
/// "năm trước ngày 15/11": the year before, or the yearly report?
bool has_two_readings(std::string_view text);

/// "trễ hạn và thiếu": two faults joined, so that it stays open whether one is enough.
bool joins_two_faults(std::string_view text);

/// Words in capitals of three letters or more that are no part of a document's number: "VSTBPN",
/// "BĐG".
std::vector<std::string> abbreviations_of(std::string_view text);

/// Whether a text says what an abbreviation stands for, letter by letter: "bình đẳng giới" for
/// "BĐG".
bool spells_out(std::string_view text, std::string_view abbreviation);

/// The digits of a text, in order.
std::string digits_of(std::string_view text);

}  // namespace inspectord
