// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config/options.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace inspectord {

/// One thing that is wrong in the configuration. Words: `config.<code>` with the arguments.
struct ConfigFault {
  std::string origin;  ///< A file, "INSPECTORD_HTTP__PORT" or "--http.port".
  int line = 0;        ///< 0 where the origin has no lines.
  std::string key;     ///< "http.port"
  /// "unknown_key", "unknown_section", "wrong_type", "out_of_range", "not_a_schedule",
  /// "unreadable", "not_toml"
  std::string_view code;
  /// For unknown names the nearest known one, for a schedule its text; otherwise what would be
  /// right.
  std::string hint;

  friend bool operator==(const ConfigFault&, const ConfigFault&) = default;
};

/// What lies over the defaults, the later over the earlier.
struct ConfigSources {
  std::optional<std::filesystem::path> file;  ///< Must be readable when it is named.
  std::map<std::string, std::string>
      environment;  ///< All of it; what does not begin with INSPECTORD_ is passed over.
  std::vector<std::pair<std::string, std::string>> flags;  ///< {"http.port", "8080"}
};

/// The options, or everything that is wrong with their sources.
using ConfigResult = std::variant<Options, std::vector<ConfigFault>>;

/// Flags > INSPECTORD_SECTION__KEY (for secrets also INSPECTORD_SECTION__KEY__FILE) > file >
/// defaults.
ConfigResult load_options(const ConfigSources&);

/// The file to read when none is named: $XDG_CONFIG_HOME (or ~/.config)/inspectord/inspectord.toml
/// if it is there, else /etc/inspectord/inspectord.toml if that is; otherwise none.
std::optional<std::filesystem::path> find_config_file(
    const std::map<std::string, std::string>& environment);

/// This process's environment.
std::map<std::string, std::string> current_environment();

/// As TOML, every key; secrets as "***" where set.
std::string print_config(const Options&);

}  // namespace inspectord
