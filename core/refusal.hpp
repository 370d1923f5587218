// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace inspectord {

/// What sort of "no" a reason is; the server turns it into an HTTP status, the commands into an
/// exit code.
enum class RefusalKind {
  invalid,          ///< The input is wrong: 422, exit 65.
  malformed,        ///< The input cannot be read at all: 400, exit 65.
  conflict,         ///< The state does not allow it: 409.
  stale,            ///< Someone else was faster: 412.
  unauthenticated,  ///< Nobody known asks: 401.
  forbidden,        ///< Known, but may not: 403, exit 77.
  not_found,        ///< 404.
  too_large,        ///< 413.
  precondition,     ///< A header that must be there is missing: 428.
  unavailable,      ///< Not now: 503, exit 75.
};

/// Why something is refused: a code of the catalogue (`refusal.<code>` in words/) and its kind.
/// Reasons are constants, declared by the room that refuses.
struct Reason {
  std::string_view code;  ///< Static storage.
  RefusalKind kind = RefusalKind::invalid;

  friend bool operator==(const Reason& a, const Reason& b) { return a.code == b.code; }
};

/// Named values for the words of a reason or message, e.g. {"state", "drafted"}.
using Arguments = std::vector<std::pair<std::string, std::string>>;

/// One thing that is wrong or missing, and where.
struct Problem {
  Reason reason;
  std::string pointer;  ///< JSON pointer (RFC 6901) into what was sent or stored; empty: the whole.
  Arguments arguments;

  friend bool operator==(const Problem&, const Problem&) = default;
};

/// An expected "no", as a value: all that is wrong or missing, and what could be done instead.
class Refusal {
 public:
  explicit Refusal(Reason reason, std::string pointer = {}, Arguments arguments = {})
      : problems_{{reason, std::move(pointer), std::move(arguments)}} {}

  /// Requires: problems is not empty. The first one gives the refusal its reason.
  explicit Refusal(std::vector<Problem> problems) : problems_(std::move(problems)) {}

  const Reason& reason() const { return problems_.front().reason; }
  const std::string& pointer() const { return problems_.front().pointer; }
  const std::vector<Problem>& problems() const { return problems_; }

  /// Codes of the actions that are open instead; empty where that makes no sense.
  const std::vector<std::string>& open_actions() const { return open_actions_; }
  Refusal with_open_actions(std::vector<std::string> actions) && {
    open_actions_ = std::move(actions);
    return std::move(*this);
  }

 private:
  std::vector<Problem> problems_;
  std::vector<std::string> open_actions_;
};

}  // namespace inspectord
