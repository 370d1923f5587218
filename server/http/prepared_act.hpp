// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"
#include "server/http/path_parameters.hpp"
#include "server/http/request.hpp"
#include "server/http/response.hpp"
#include "storage/connection.hpp"
#include "storage/writer_act.hpp"
#include "workflow/roles.hpp"

#include <memory>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

namespace inspectord {

/// What a handler is told. The references live until the answer is written.
struct Call {
  const Request& request;
  const PathParameters& parameters;
  const Actor& actor;  ///< A nil user where the rule lets anyone in and nobody signed in.
};

/// A decoded write between its decode and its answer; the session and the writer need know no more
/// of it.
class PreparedAct {
 public:
  virtual ~PreparedAct() = default;
  /// Writer thread; may run more than once, the last run counts. False: refused, roll back.
  virtual bool act(Transaction&, Instant now) = 0;
  /// After act, on the net thread, or on the writer's where the answer is kept with the act: the
  /// answer, or the refusal. A function of values, as often as it is asked.
  virtual Result<Response> encode(const Call&) = 0;
  /// Net thread, once it is on disk and by it something may be due: wakes who waits for that.
  virtual void settled() {}
};

/// An answer, or an act for the writer.
using Begun = std::variant<Response, std::unique_ptr<PreparedAct>>;

/// The end of an act that nobody waits for.
struct NobodyWaits {
  void operator()() const {}
};

namespace detail {

template <class T>
struct ResultValue;
template <class T>
struct ResultValue<Result<T>> {
  using type = T;
};

template <class Job, class Act, class Encode, class Settled>
class ThreePartAct final : public PreparedAct {
 public:
  ThreePartAct(Job job, const Act& act, const Encode& encode, const Settled& settled)
      : job_(std::move(job)), act_(act), encode_(encode), settled_(settled) {}

  bool act(Transaction& transaction, Instant now) override {
    answer_.emplace(act_(std::as_const(job_), transaction, now));
    return accepted(*answer_);
  }
  Result<Response> encode(const Call& call) override {
    if (!answer_->has_value()) return answer_->error();
    return encode_(std::as_const(**answer_), call);
  }
  void settled() override { settled_(); }

 private:
  using Answer = std::invoke_result_t<const Act&, const Job&, Transaction&, Instant>;
  Job job_;
  const Act& act_;
  const Encode& encode_;
  const Settled& settled_;
  std::optional<Answer> answer_;
};

}  // namespace detail
}  // namespace inspectord
