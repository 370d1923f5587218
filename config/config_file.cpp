// SPDX-License-Identifier: Apache-2.0
#include "config/config_file.hpp"

#include "config/settings.hpp"
#include "core/nearest_name.hpp"

#include <toml++/toml.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <sstream>

namespace inspectord {
namespace {

constexpr std::string_view environment_prefix = "INSPECTORD_";
constexpr std::string_view file_suffix = "__FILE";

/// Where a value comes from, for what is wrong with it.
struct Origin {
  std::string name;
  int line = 0;
};

/// Options under construction, and what was wrong so far.
struct Loading {
  Options options;
  std::vector<ConfigFault> faults;

  void complain(const Origin& origin, std::string key, std::string_view code, std::string hint) {
    faults.push_back({origin.name, origin.line, std::move(key), code, std::move(hint)});
  }
};

std::string_view kind_name(SettingKind kind) {
  switch (kind) {
    case SettingKind::boolean:
      return "true | false";
    case SettingKind::integer:
      return "a whole number";
    case SettingKind::text:
    case SettingKind::secret:
    case SettingKind::schedule:
      return "text in quotes";
    case SettingKind::list:
      return "a list of texts";
  }
  return "";
}

const Setting* find_setting(std::string_view name) {
  for (const auto& setting : settings()) {
    if (setting.name() == name) return &setting;
  }
  return nullptr;
}

std::string nearest_of(std::string_view unknown, const std::vector<std::string>& names) {
  const std::vector<std::string_view> views{names.begin(), names.end()};
  return std::string{nearest_name(unknown, views)};
}

std::string nearest_setting(std::string_view unknown) {
  std::vector<std::string> names;
  for (const auto& setting : settings()) names.push_back(setting.name());
  return nearest_of(unknown, names);
}

std::string nearest_section(std::string_view unknown) {
  std::vector<std::string> names;
  for (const auto& setting : settings()) names.emplace_back(setting.section);
  return nearest_of(unknown, names);
}

bool is_section(std::string_view name) {
  const auto all = settings();
  return std::any_of(all.begin(), all.end(),
                     [&](const Setting& setting) { return setting.section == name; });
}

void assign(Loading& loading, const Setting& setting, const Origin& origin,
            const std::optional<SettingValue>& value) {
  if (!value)
    return loading.complain(origin, setting.name(), "wrong_type",
                            std::string{kind_name(setting.kind)});
  if (setting.set(loading.options, *value)) return;
  if (setting.kind == SettingKind::schedule) {
    loading.complain(origin, setting.name(), "not_a_schedule", std::get<std::string>(*value));
  } else {
    loading.complain(origin, setting.name(), "out_of_range", std::string{setting.right});
  }
}

// From TOML

std::optional<SettingValue> list_of(const toml::array& array) {
  std::vector<std::string> texts;
  for (const auto& item : array) {
    const auto text = item.value_exact<std::string>();
    if (!text) return std::nullopt;
    texts.push_back(*text);
  }
  return texts;
}

std::optional<SettingValue> value_of(const toml::node& node, SettingKind kind) {
  const auto lifted = [](auto value) {
    return value ? std::optional<SettingValue>{*value} : std::nullopt;
  };
  switch (kind) {
    case SettingKind::boolean:
      return lifted(node.value_exact<bool>());
    case SettingKind::integer:
      return lifted(node.value_exact<std::int64_t>());
    case SettingKind::text:
    case SettingKind::secret:
    case SettingKind::schedule:
      return lifted(node.value_exact<std::string>());
    case SettingKind::list:
      return node.is_array() ? list_of(*node.as_array()) : std::nullopt;
  }
  return std::nullopt;
}

void take_section(Loading& loading, const std::string& file, std::string_view section,
                  const toml::table& table) {
  for (const auto& [key, node] : table) {
    const auto name = std::string{section} + "." + std::string{key.str()};
    const Origin origin{file, static_cast<int>(key.source().begin.line)};
    if (const auto* setting = find_setting(name)) {
      assign(loading, *setting, origin, value_of(node, setting->kind));
    } else {
      loading.complain(origin, name, "unknown_key", nearest_setting(name));
    }
  }
}

/// toml++ keeps a table sorted by key; people read a file from its top.
void sort_by_line(std::vector<ConfigFault>& faults) {
  std::stable_sort(faults.begin(), faults.end(),
                   [](const ConfigFault& a, const ConfigFault& b) { return a.line < b.line; });
}

void take_file(Loading& loading, const std::filesystem::path& path) {
  std::ifstream stream{path, std::ios::binary};
  std::ostringstream text;
  if (!stream || !(text << stream.rdbuf())) {
    return loading.complain({path.string(), 0}, {}, "unreadable", {});
  }
  try {
    const auto parsed = toml::parse(text.str());
    for (const auto& [key, node] : parsed) {
      const Origin origin{path.string(), static_cast<int>(key.source().begin.line)};
      const auto name = std::string{key.str()};
      if (!is_section(name)) {
        loading.complain(origin, name, "unknown_section", nearest_section(name));
      } else if (const auto* table = node.as_table()) {
        take_section(loading, path.string(), name, *table);
      } else {
        loading.complain(origin, name, "wrong_type", "[" + name + "]");
      }
    }
  } catch (const toml::parse_error& error) {
    const Origin origin{path.string(), static_cast<int>(error.source().begin.line)};
    loading.complain(origin, {}, "not_toml", std::string{error.description()});
  }
}

// From text: environment and flags

std::optional<SettingValue> integer_of(std::string_view text) {
  std::int64_t number = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || rest != text.data() + text.size()) return std::nullopt;
  return number;
}

/// "a, b" as two texts; nothing as none.
std::vector<std::string> comma_separated(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto end = std::min(text.find(','), text.size());
    auto part = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    while (part.starts_with(' ')) part.remove_prefix(1);
    while (part.ends_with(' ')) part.remove_suffix(1);
    if (!part.empty()) parts.emplace_back(part);
  }
  return parts;
}

std::optional<SettingValue> value_of_text(const std::string& text, SettingKind kind) {
  switch (kind) {
    case SettingKind::boolean:
      if (text == "true" || text == "false") return SettingValue{text == "true"};
      return std::nullopt;
    case SettingKind::integer:
      return integer_of(text);
    case SettingKind::text:
    case SettingKind::secret:
    case SettingKind::schedule:
      return SettingValue{text};
    case SettingKind::list:
      return SettingValue{comma_separated(text)};
  }
  return std::nullopt;
}

/// "INSPECTORD_HTTP__MAX_BODY" to "http.max_body"; "" for what has no section.
std::string name_of_variable(std::string_view variable) {
  std::string name{variable.substr(environment_prefix.size())};
  const auto gap = name.find("__");
  if (gap == std::string::npos) return {};
  name.replace(gap, 2, ".");
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return name;
}

std::string variable_of(const std::string& setting) {
  std::string variable{environment_prefix};
  for (const char c : setting) {
    if (c == '.') {
      variable += "__";
    } else {
      variable += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    }
  }
  return variable;
}

/// The file's text without the line end that editors leave behind.
std::optional<std::string> secret_in(const std::string& path) {
  std::ifstream stream{path, std::ios::binary};
  std::ostringstream text;
  if (!stream || !(text << stream.rdbuf())) return std::nullopt;
  auto secret = text.str();
  while (secret.ends_with('\n') || secret.ends_with('\r')) secret.pop_back();
  return secret;
}

void take_variable(Loading& loading, const std::string& variable, const std::string& value) {
  const Origin origin{variable, 0};
  const bool names_file = variable.ends_with(file_suffix);
  const auto name = name_of_variable(
      names_file ? variable.substr(0, variable.size() - file_suffix.size()) : variable);
  const auto* setting = find_setting(name);
  if (!setting || (names_file && setting->kind != SettingKind::secret)) {
    const auto nearest = nearest_setting(name);
    return loading.complain(origin, name, "unknown_key",
                            nearest.empty() ? "" : variable_of(nearest));
  }
  if (!names_file) return assign(loading, *setting, origin, value_of_text(value, setting->kind));
  const auto secret = secret_in(value);
  if (!secret) return loading.complain(origin, name, "unreadable", value);
  assign(loading, *setting, origin, SettingValue{*secret});
}

void take_flag(Loading& loading, const std::string& name, const std::string& value) {
  const Origin origin{"--" + name, 0};
  if (const auto* setting = find_setting(name)) {
    assign(loading, *setting, origin, value_of_text(value, setting->kind));
  } else {
    loading.complain(origin, name, "unknown_key", nearest_setting(name));
  }
}

std::string as_toml(const Setting& setting, const SettingValue& value) {
  toml::table table;
  if (setting.kind == SettingKind::secret) {
    table.insert(setting.key, std::get<std::string>(value).empty() ? "" : "***");
  } else if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) {
    toml::array array;
    for (const auto& text : *texts) array.push_back(text);
    table.insert(setting.key, std::move(array));
  } else if (const auto* flag = std::get_if<bool>(&value)) {
    table.insert(setting.key, *flag);
  } else if (const auto* number = std::get_if<std::int64_t>(&value)) {
    table.insert(setting.key, *number);
  } else {
    table.insert(setting.key, std::get<std::string>(value));
  }
  std::ostringstream text;
  text << table;
  return text.str();
}

}  // namespace

ConfigResult load_options(const ConfigSources& sources) {
  Loading loading;
  if (sources.file) take_file(loading, *sources.file);
  sort_by_line(loading.faults);
  for (const auto& [variable, value] : sources.environment) {
    if (variable.starts_with(environment_prefix)) take_variable(loading, variable, value);
  }
  for (const auto& [name, value] : sources.flags) take_flag(loading, name, value);
  if (!loading.faults.empty()) return std::move(loading.faults);
  return std::move(loading.options);
}

std::optional<std::filesystem::path> find_config_file(
    const std::map<std::string, std::string>& environment) {
  const auto variable = [&](const char* name) {
    const auto found = environment.find(name);
    return found == environment.end() ? std::string{} : found->second;
  };
  std::vector<std::filesystem::path> places;
  if (const auto xdg = variable("XDG_CONFIG_HOME"); !xdg.empty()) {
    places.emplace_back(std::filesystem::path{xdg} / "inspectord/inspectord.toml");
  } else if (const auto home = variable("HOME"); !home.empty()) {
    places.emplace_back(std::filesystem::path{home} / ".config/inspectord/inspectord.toml");
  }
  places.emplace_back("/etc/inspectord/inspectord.toml");
  for (const auto& place : places) {
    std::error_code ignored;
    if (std::filesystem::is_regular_file(place, ignored)) return place;
  }
  return std::nullopt;
}

std::map<std::string, std::string> current_environment() {
  std::map<std::string, std::string> variables;
  for (char** entry = environ; entry && *entry; ++entry) {
    const std::string_view text{*entry};
    const auto equals = text.find('=');
    if (equals != std::string_view::npos)
      variables.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return variables;
}

std::string print_config(const Options& options) {
  std::string text;
  std::string_view section;
  for (const auto& setting : settings()) {
    if (setting.section != section) {
      if (!section.empty()) text += "\n";
      section = setting.section;
      text.append("[").append(section).append("]\n");
    }
    text += as_toml(setting, setting.get(options)) + "\n";
  }
  return text;
}

}  // namespace inspectord
