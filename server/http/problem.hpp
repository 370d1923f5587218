// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/refusal.hpp"
#include "server/http/request.hpp"
#include "server/http/response.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace inspectord {

/// Words of the catalogue: words() of words/catalogue.hpp, or a test's own.
using Words = std::function<std::string(Language, std::string_view key, const Arguments&)>;

/// The HTTP status of a refusal: chosen here and nowhere else.
int status_of(RefusalKind);

/// A refusal as application/problem+json (RFC 9457): type, title, status, detail, instance, code,
/// request_id, errors[{pointer, code, message, line, column, arguments}], open_actions; line and
/// column where the pointer is into a text that was sent. Words: `refusal.<code>` and
/// `problem.<status>`.
Response problem(const Refusal&, const Request&, const Words&);

/// The same for what HTTP itself refuses, which has no Refusal.
Response problem(int status, std::string_view code, const Request&, const Words&,
                 const Arguments& = {});

}  // namespace inspectord
