// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config/options.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace inspectord {

/// A value of a setting as it is written: toml++ stays in config_file.cpp.
using SettingValue = std::variant<bool, std::int64_t, std::string, std::vector<std::string>>;

/// What kind of value a setting takes; it also says what "wrong_type" expects. A schedule is a text
/// that `set` refuses with reasons of its own.
enum class SettingKind : std::uint8_t { boolean, integer, text, list, secret, schedule };

/// One line of the table of settings: everything that can be configured stands there once.
struct Setting {
  std::string_view section;
  std::string_view key;
  SettingKind kind;
  std::string_view right;  ///< What would be right, in words of the format: "1..65535", "vi | en".
  std::function<SettingValue(const Options&)> get;
  /// False where the value is out of range; requires the variant of `kind`.
  std::function<bool(Options&, const SettingValue&)> set;

  std::string name() const { return std::string{section} + "." + std::string{key}; }
};

/// All settings in the order of the example file.
std::span<const Setting> settings();

}  // namespace inspectord
