// SPDX-License-Identifier: Apache-2.0
#include "server/commands/command.hpp"

#include "scheduler/options.hpp"
#include "scheduler/schedule_words.hpp"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

namespace inspectord {
namespace {

ExitCode exit_code_of(RefusalKind kind) {
  switch (kind) {
    case RefusalKind::invalid:
    case RefusalKind::malformed:
    case RefusalKind::conflict:
    case RefusalKind::stale:
    case RefusalKind::not_found:
    case RefusalKind::too_large:
    case RefusalKind::precondition:
      return ExitCode::data;
    case RefusalKind::unauthenticated:
    case RefusalKind::forbidden:
      return ExitCode::permission;
    case RefusalKind::unavailable:
      return ExitCode::try_again;
  }
  return ExitCode::data;
}

std::string why_no_schedule(Language language, const std::string& text) {
  const auto schedule = schedule_of_routine(text);
  return schedule ? std::string{} : describe_schedule_refusal(language, schedule.error());
}

}  // namespace

std::string describe(Language language, const Refusal& refusal) {
  std::string text;
  for (const auto& problem : refusal.problems()) {
    if (!text.empty()) text += '\n';
    if (!problem.pointer.empty()) text += problem.pointer + ": ";
    text += describe(language, problem);
  }
  if (!refusal.open_actions().empty()) {
    std::string actions;
    for (const auto& action : refusal.open_actions())
      actions += (actions.empty() ? "" : ", ") + action;
    text += '\n' + words(language, "command.open_actions", {{"actions", actions}});
  }
  return text;
}

std::string describe(Language language, const ConfigFault& fault) {
  std::string text = fault.origin;
  if (fault.line > 0) text += ":" + std::to_string(fault.line);
  if (!fault.key.empty()) text += ": " + fault.key;
  text += ": " + words(language, "config." + std::string{fault.code});
  if (!fault.hint.empty()) text += " (" + fault.hint + ")";
  if (fault.code == "not_a_schedule") text += ": " + why_no_schedule(language, fault.hint);
  return text;
}

void fail(const Console& console, const Refusal& refusal) {
  throw CommandError{exit_code_of(refusal.reason().kind), describe(console.language, refusal)};
}

void fail(const Console& console, ExitCode code, std::string_view key, const Arguments& arguments) {
  throw CommandError{code, words(console.language, key, arguments)};
}

std::string read_file(const Console& console, const std::string& path) {
  const auto unreadable = [&](const std::string& why) {
    fail(console, ExitCode::io, "command.unreadable", {{"path", path}, {"why", why}});
  };
  if (std::filesystem::is_directory(path))
    unreadable(words(console.language, "command.unreadable.directory"));
  std::ifstream file{path, std::ios::binary};
  if (!file) unreadable(std::generic_category().message(errno));
  std::string text{std::istreambuf_iterator<char>{file}, {}};
  if (file.bad()) unreadable({});
  return text;
}

}  // namespace inspectord
