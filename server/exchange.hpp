// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/random.hpp"
#include "server/http/head.hpp"
#include "server/http/live_body.hpp"
#include "server/http/problem.hpp"
#include "server/http/router.hpp"
#include "storage/idempotency.hpp"
#include "storage/writer_act.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <variant>

namespace inspectord {

class Metrics;

/// The snapshot that the reads of this round share (RoundSnapshot::current). Net thread.
using CurrentSnapshot = std::function<Snapshot&()>;

/// Who asks: nobody (no credentials), an actor, or a refusal (credentials that are no good).
using Authenticate = std::function<Result<std::optional<Actor>>(const Request&)>;

/// What an exchange needs of the house. All of it must outlive the exchange.
struct ExchangeParts {
  const Router& router;
  Authenticate authenticate;
  CurrentSnapshot snapshot;
  Words words;
  const Clock& clock;
  Random& random;
  IdempotencyLog& answers;  ///< To requests with a key.
  Metrics& metrics;
  Language default_language = Language::vi;
  /// A file could not be kept because the disk failed.
  std::function<void(const StorageError&)> disk_failed{};
};

/// A request that found its route and may take it.
struct Admitted {
  const Route* route;
  PathParameters parameters;
  Actor actor;
};

/// Turns a request into an answer, without a byte of the connection: the session calls its steps in
/// order. Net thread, except where said. An exception inside a handler becomes a 500 and one line
/// in the log.
class Exchange {
 public:
  explicit Exchange(ExchangeParts parts) : parts_(std::move(parts)) {}

  /// Gives the request its id and its language. First, once its fields are there.
  void introduce(Request&) const;
  /// Route, method and rule, before the body is read.
  std::variant<Admitted, Response> admit(const Request&) const;
  /// With the body: the answer of a read, or an act for the writer. On the pool where the handler
  /// says so (begins_on_pool).
  Begun begin(const Admitted&, const Request&) const;
  /// The answer of a write, once the writer is done with it. Both arguments of begin have lived
  /// until now.
  Response finish(PreparedAct&, const WriterAct&, const Admitted&, const Request&) const;

  /// What an answer that goes on says next; nullopt where it ends: who asked may no longer, or
  /// something broke.
  std::optional<std::string> more(LiveBody&, const Request&) const;

  Response fault(const HeadFault&, const Request&) const;
  /// 503 with Retry-After: too much is under way.
  Response overloaded(const Request&) const;
  /// Counts and logs an exchange once its answer is chosen; `route` is nullptr where none was
  /// found.
  void note(const Route* route, const Request&, int status, double seconds) const;

  Instant now() const { return parts_.clock.now(); }

 private:
  std::optional<Response> refused_type(const Admitted&, const Request&) const;
  Begun handle(const Admitted&, const Request&) const;
  Result<Response> read(const Handler&, const Call&) const;
  Result<Begun> prepare(const WriteHandler&, const Call&) const;
  Response refused(const Refusal&, const Request&) const;
  Response not_durable(const Request&) const;
  Response storage_failed(const StorageError&, const Admitted&, const Request&) const;
  Response broken(std::string_view what, const Request&) const;

  ExchangeParts parts_;
};

}  // namespace inspectord
