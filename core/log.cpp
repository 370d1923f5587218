// SPDX-License-Identifier: Apache-2.0
#include "core/log.hpp"

#include "core/clock.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <atomic>
#include <memory>

namespace inspectord::log {
namespace {

std::atomic<Format> current_format{Format::logfmt};

spdlog::logger& sink() {
  static const auto logger = [] {
    auto made = std::make_shared<spdlog::logger>("inspectord",
                                                 std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_pattern("%v");
    made->set_level(spdlog::level::warn);
    return made;
  }();
  return *logger;
}

spdlog::level::level_enum to_spdlog(Level level) {
  switch (level) {
    case Level::debug:
      return spdlog::level::debug;
    case Level::info:
      return spdlog::level::info;
    case Level::warning:
      return spdlog::level::warn;
    case Level::error:
      return spdlog::level::err;
  }
  return spdlog::level::err;
}

std::string_view name_of(Level level) {
  switch (level) {
    case Level::debug:
      return "debug";
    case Level::info:
      return "info";
    case Level::warning:
      return "warning";
    case Level::error:
      return "error";
  }
  return "error";
}

/// Between double quotes, with what would end the line or the value escaped.
void append_quoted(std::string& line, std::string_view value) {
  line += '"';
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      line += '\\';
      line += c;
    } else if (c == '\n') {
      line += "\\n";
    } else if (byte < 0x20 || byte == 0x7f) {
      line += fmt::format("\\u{:04x}", static_cast<unsigned>(byte));
    } else {
      line += c;
    }
  }
  line += '"';
}

bool needs_quotes(std::string_view value) {
  return value.empty() || value.find_first_of(" \t\r\n\"=\\") != std::string_view::npos;
}

void append_field(std::string& line, Format format, std::string_view name, std::string_view value) {
  if (format == Format::json) {
    line += line.empty() ? "{" : ",";
    append_quoted(line, name);
    line += ':';
    append_quoted(line, value);
    return;
  }
  if (!line.empty()) line += ' ';
  line += name;
  line += '=';
  if (needs_quotes(value)) {
    append_quoted(line, value);
  } else {
    line += value;
  }
}

}  // namespace

void configure(Format format, Level level) {
  current_format = format;
  sink().set_level(to_spdlog(level));
}

bool is_written(Level level) {
  return sink().should_log(to_spdlog(level));
}

void write(Level level, std::string_view message, std::initializer_list<Field> fields) {
  if (!is_written(level)) return;
  const Format format = current_format;
  std::string line;
  append_field(line, format, "ts", to_rfc3339(SystemClock{}.now()));
  append_field(line, format, "level", name_of(level));
  append_field(line, format, "msg", message);
  for (const auto& field : fields) append_field(line, format, field.name, field.value);
  if (format == Format::json) line += '}';
  sink().log(to_spdlog(level), "{}", line);
}

}  // namespace inspectord::log
