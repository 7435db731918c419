/** From validated SQL to a logical tree without subqueries. What makes a tree cheaper belongs to {@code plan.rule}. */
package dev.tarn.plan.logical;
