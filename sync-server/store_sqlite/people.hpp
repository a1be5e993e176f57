// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "store/people.hpp"
#include "store_sqlite/scope.hpp"

namespace balieblik::store_sqlite {

class SqlitePeople final : public store::People {
public:
    explicit SqlitePeople(Scope) {}
};

} // namespace balieblik::store_sqlite
