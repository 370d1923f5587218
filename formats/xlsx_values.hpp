// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/table.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

// Single values of an XLSX file (ECMA-376 part 1): days as numbers, number formats, escaped texts,
// names of cells.

namespace inspectord {

/// What a number stands for by its number format.
enum class NumberSense { number, date, time, moment };

/// Of the formats that are built in (ECMA-376 part 1, 18.8.30).
NumberSense sense_of_builtin_format(int id);
/// Of a format code such as "dd/mm/yyyy hh:mm".
NumberSense sense_of_format(std::string_view code);

/// The day, hour or both that a number stands for; nullopt where there is none. Days count from
/// 1900 with a 29 February that there never was, or from 1904.
std::optional<Cell> cell_of_serial(double serial, NumberSense, bool from_1904);
/// nullopt for days before 1 March 1900, which programs count differently.
std::optional<double> serial_of(LocalDate);

/// Characters that XML has not, as _xHHHH_ (ECMA-376 part 1, 22.9.2.19), and back. What is no such
/// escape stays as it is.
std::string with_escapes(std::string_view text);
std::string without_escapes(std::string_view text);

/// "A" is 0, "XFD" is 16383; nullopt for what is no column.
std::optional<int> column_of(std::string_view cell_name);
std::string column_name(int index);

}  // namespace inspectord
