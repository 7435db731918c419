/** The graph of what a query joins, what its equalities imply, and the cheapest order to join in. */
package dev.tarn.plan.rule.join;
