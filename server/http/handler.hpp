// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"
#include "server/http/request.hpp"
#include "server/http/response.hpp"
#include "storage/connection.hpp"
#include "workflow/roles.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace inspectord {

inline constexpr Reason no_such_thing{"no_such_thing", RefusalKind::not_found};

/// What stood where the template of a route has braces.
class PathParameters {
 public:
  void add(std::string_view name, std::string value) {
    values_.emplace_back(name, std::move(value));
  }

  /// Throws std::out_of_range for a name that the template does not have.
  const std::string& at(std::string_view name) const;

  /// An id that is no id names nothing: 404, as for one that is not there.
  template <class IdType>
  Result<IdType> id(std::string_view name) const {
    const auto parsed = IdType::parse(at(name));
    if (!parsed) return Refusal{no_such_thing};
    return *parsed;
  }

 private:
  std::vector<std::pair<std::string_view, std::string>> values_;
};

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
  /// Net thread, after act: the answer, or the refusal.
  virtual Result<Response> encode(const Call&) = 0;
};

using AnswerHandler = std::function<Result<Response>(const Call&)>;
using ReadHandler = std::function<Result<Response>(const Call&, Snapshot&)>;
using WriteHandler = std::function<Result<std::unique_ptr<PreparedAct>>(const Call&)>;
using Handler = std::variant<AnswerHandler, ReadHandler, WriteHandler>;

/// Needs no database: health, metrics, the page's files.
inline Handler answers(AnswerHandler handler) {
  return Handler{std::in_place_index<0>, std::move(handler)};
}

/// Reads one snapshot on the net thread.
inline Handler reads(ReadHandler handler) {
  return Handler{std::in_place_index<1>, std::move(handler)};
}

/// Writes in three parts (docs/architecture.md): `decode(const Call&) -> Result<Job>` on the net
/// thread, `act(const Job&, Transaction&, Instant now) -> Result<Answer>` on the writer thread,
/// `encode(const Answer&, const Call&) -> Response` on the net thread once it is on disk.
template <class Decode, class Act, class Encode>
Handler writes(Decode decode, Act act, Encode encode);

namespace detail {

template <class T>
struct ResultValue;
template <class T>
struct ResultValue<Result<T>> {
  using type = T;
};

template <class Job, class Act, class Encode>
class ThreePartAct final : public PreparedAct {
 public:
  ThreePartAct(Job job, const Act& act, const Encode& encode)
      : job_(std::move(job)), act_(act), encode_(encode) {}

  bool act(Transaction& transaction, Instant now) override {
    answer_.emplace(act_(std::as_const(job_), transaction, now));
    return answer_->has_value();
  }
  Result<Response> encode(const Call& call) override {
    if (!answer_->has_value()) return std::move(*answer_).error();
    return encode_(std::as_const(**answer_), call);
  }

 private:
  using Answer = std::invoke_result_t<const Act&, const Job&, Transaction&, Instant>;
  Job job_;
  const Act& act_;
  const Encode& encode_;
  std::optional<Answer> answer_;
};

}  // namespace detail

template <class Decode, class Act, class Encode>
Handler writes(Decode decode, Act act, Encode encode) {
  using Job = typename detail::ResultValue<std::invoke_result_t<const Decode&, const Call&>>::type;
  // The three stay in the table of routes, which outlives every request; acts refer to them there.
  auto parts = std::make_shared<const std::tuple<Decode, Act, Encode>>(
      std::move(decode), std::move(act), std::move(encode));
  return Handler{
      std::in_place_index<2>, [parts](const Call& call) -> Result<std::unique_ptr<PreparedAct>> {
        auto job = TRY(std::get<0>(*parts)(call));
        using Prepared = detail::ThreePartAct<Job, Act, Encode>;
        std::unique_ptr<PreparedAct> prepared =
            std::make_unique<Prepared>(std::move(job), std::get<1>(*parts), std::get<2>(*parts));
        return prepared;
      }};
}

}  // namespace inspectord
