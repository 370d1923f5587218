// SPDX-License-Identifier: Apache-2.0
#include "server/commands/command.hpp"

#include <fstream>
#include <iterator>

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

void fail(const Console& console, const Refusal& refusal) {
  throw CommandError{exit_code_of(refusal.reason().kind), describe(console.language, refusal)};
}

std::string read_file(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  if (!file) throw CommandError{ExitCode::io, path + ": cannot be read"};
  std::string text{std::istreambuf_iterator<char>{file}, {}};
  if (file.bad()) throw CommandError{ExitCode::io, path + ": cannot be read"};
  return text;
}

}  // namespace inspectord
